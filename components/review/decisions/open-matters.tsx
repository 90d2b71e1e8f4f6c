import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import type { ModeratedProduct } from '@/lib/moderation/read-moderated-product';

/** What is asked of the seller, or left to the admins, about a product. */
export function OpenMatters({ product: { fixRequest, escalation } }: { product: ModeratedProduct }) {
  return (
    <>
      {escalation ? (
        <Notice tone="warn" title={`Left to the admins by ${escalation.by}: only an admin decides about it.`}>
          “{escalation.note}” <RelativeTime at={escalation.at} />
        </Notice>
      ) : null}
      {fixRequest ? (
        <Notice tone="info" title="The seller was asked to fix this product.">
          “{fixRequest.sellerNote}” <RelativeTime at={fixRequest.at} />
        </Notice>
      ) : null}
    </>
  );
}
