'use client';

import { BadgeCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';
import type { ProofChoice } from '@/lib/sellers/proof/read-prove-page';
import { CodeStep } from './code-step';
import { LookStep } from './look-step';
import { ProofStatus } from './proof-status';
import { useProof } from './use-proof';

interface ProveShopProps {
  sellerId: string;
  isOwner: boolean;
  holds: boolean;
  initialProof: ShopProof | null;
  choices: ProofChoice[];
  /** Soko's own number, to which a code may be sent. */
  whatsapp: string | null;
  /** The code of what went wrong with a form that was sent without JavaScript. */
  problem: string | null;
}

/** A code, where to put it, and what came of looking for it, live. */
export function ProveShop({ sellerId, isOwner, holds, initialProof, choices, whatsapp, problem }: ProveShopProps) {
  const words = useTranslations('sell.prove');
  const { proof, start, look, trouble, busy } = useProof(sellerId, initialProof, problem);
  if (isOwner || proof?.state === 'proven') {
    return (
      <Notice
        live={!isOwner}
        tone="good"
        title={words('proven.title')}
        className="mt-6"
        action={
          <Link href={`/sell/shops/${sellerId}`} className={buttonStyle({ size: 'sm' })}>
            <BadgeCheck aria-hidden />
            {words('proven.open')}
          </Link>
        }
      >
        {words('proven.text')}
      </Notice>
    );
  }
  const isAlive = proof !== null && proof.state !== 'expired';
  return (
    <div className="mt-6 flex flex-col gap-5">
      {holds ? null : <Notice title={words('newDevice.title')}>{words('newDevice.text')}</Notice>}
      <CodeStep sellerId={sellerId} proof={proof} onStart={start} busy={busy} />
      {isAlive ? <LookStep sellerId={sellerId} proof={proof} choices={choices} onLook={look} busy={busy} /> : null}
      <ProofStatus proof={proof} trouble={trouble} whatsapp={whatsapp} />
    </div>
  );
}
