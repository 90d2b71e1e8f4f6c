import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import { Notice } from '@/components/ui/notice';
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

/** What is happening, what was found, and what to do about it. */
export function ProofStatus({ proof, trouble }: { proof: ShopProof | null; trouble: ProofTrouble | null }) {
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
        </Notice>
      ) : null}
    </div>
  );
}
