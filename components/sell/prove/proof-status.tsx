import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import { Notice } from '@/components/ui/notice';
import { whatsappChatUrl } from '@/lib/catalog/link-path';
import type { ShopProof } from '@/lib/sellers/proof/proof.schema';
import type { ProofTrouble } from './use-proof';

/** Said in the page's own words, also to a browser without JavaScript, which brings the code alone. */
const PROBLEMS = [
  'no_product_link',
  'product_of_another_seller',
  'proof_expired',
  'proof_not_started',
  'proof_under_way',
  'queue_unavailable',
  'too_many_requests',
] as const;

interface ProofStatusProps {
  proof: ShopProof | null;
  trouble: ProofTrouble | null;
  /** Soko's own number, to which a code may be sent. */
  whatsapp: string | null;
}

/** What is happening, what was found, and what to do about it. */
export function ProofStatus({ proof, trouble, whatsapp }: ProofStatusProps) {
  const words = useTranslations('sell.prove.status');
  const problems = useTranslations('sell.prove.problems');
  const codeMessage = useCodeMessage();
  const wordsOf = ({ code, message }: ProofTrouble) => {
    const known = PROBLEMS.find((one) => one === code);
    return known ? problems(known) : codeMessage(code, message || problems('other'));
  };
  return (
    <div role="status">
      {trouble ? (
        <Notice tone="bad" title={wordsOf(trouble)} />
      ) : proof?.state === 'looking' ? (
        <Notice title={words(proof.finding === null ? 'looking' : `looking_${proof.finding}`)}>
          {words('lookingText')}
        </Notice>
      ) : proof?.state === 'open' && proof.finding !== null ? (
        <Notice tone="warn" title={words(`${proof.finding}.title`)}>
          {words(`${proof.finding}.text`)}
          {proof.finding === 'not_in_catalogue' && whatsapp !== null ? (
            <span className="mt-2 block">
              {words('not_in_catalogue.vouch')}{' '}
              <a href={whatsappChatUrl(whatsapp, proof.code)} className="font-medium underline">
                {words('not_in_catalogue.send')}
              </a>
            </span>
          ) : null}
        </Notice>
      ) : null}
    </div>
  );
}
