import type { ReactNode } from 'react';

interface ShopFormProps {
  sellerId: string;
  /** Of one product; without it the shop's. */
  productId?: string;
  action: string;
  /** What the page shows now, to come back to. */
  back?: string;
  children: ReactNode;
  className?: string;
}

/** A plain form: works on any phone, before and without its scripts, and comes back to the page. */
export function ShopForm({ sellerId, productId, action, back = '', children, className }: ShopFormProps) {
  const path = `/api/shops/${sellerId}${productId === undefined ? '' : `/products/${productId}`}`;
  return (
    <form method="post" action={path} className={className}>
      <input type="hidden" name="action" value={action} />
      <input type="hidden" name="back" value={back} />
      {children}
    </form>
  );
}
