import { useTranslations } from 'next-intl';
import { useCategoryName } from '@/components/product/categories';
import { Price } from '@/components/product/price';
import { useMeaningOf } from '@/components/sell/outcome-meaning';
import { StandingRow } from '@/components/sell/standing-row';
import { RelativeTime } from '@/components/time/relative-time';
import type { ShopProduct } from '@/lib/sellers/shop-products';
import { AppealForm } from './appeal-form';
import { ProductForms } from './product-forms';
import { ShopBanner } from './shop-banner';

interface ShopProductRowProps {
  sellerId: string;
  product: ShopProduct;
  owner: boolean;
  back: string;
  done: string | undefined;
}

/** One product: how it stands, why, what helps, and what its seller may do about it here. */
export function ShopProductRow({ sellerId, product, owner, back, done }: ShopProductRowProps) {
  const words = useTranslations('shop');
  const categoryName = useCategoryName();
  const { productId, standing, reasons, code, sellerNote, price, category } = product;
  const problem = code === null ? null : { code };
  const meaning = useMeaningOf()({ standing, reviewProblems: reasons, problem });
  const title = product.title ?? words('products.number', { id: productId });
  const yours = <span className="text-xs text-accent-strong">({words('product.yours')})</span>;
  const to = { sellerId, productId, back };
  return (
    <li id={`p${productId}`} className="scroll-mt-4 px-3 py-3 sm:px-4">
      <StandingRow {...{ productId, title, meaning }} imageUrl={product.imageUrl} isLive={standing === 'live'}>
        <p className="text-sm text-ink-soft">
          <Price price={price} /> {product.priceCorrected ? yours : null}
          {category ? ` · ${categoryName(category)} ` : null}
          {product.categoryCorrected ? yours : null}
        </p>
      </StandingRow>
      {sellerNote ? (
        <blockquote className="mt-2 border-l-2 border-warn pl-3 text-sm [overflow-wrap:anywhere] sm:ml-[4.5rem]">
          <span className="font-medium">{words('product.writes')}</span> {sellerNote}
        </blockquote>
      ) : null}
      <AppealState product={product} />
      {done ? <ShopBanner done={done} className="mt-2" /> : null}
      <div className="mt-2 flex flex-col items-start gap-2 empty:hidden sm:ml-[4.5rem]">
        {standing === 'rejected' && product.appeal === null ? <AppealForm {...to} title={title} /> : null}
        {owner && standing !== 'gone' ? <ProductForms {...to} product={product} title={title} /> : null}
      </div>
    </li>
  );
}

function AppealState({ product: { appeal, standing } }: { product: ShopProduct }) {
  const words = useTranslations('shop.product');
  if (appeal === null) return null;
  const at = appeal.at.toISOString();
  return (
    <p className="mt-2 text-sm sm:ml-[4.5rem]">
      {appeal.outcome === null && standing === 'waiting'
        ? words.rich('appealed', { time: () => <RelativeTime key="time" at={at} /> })
        : appeal.outcome === 'rejected' && standing === 'rejected'
          ? words('appealRejected')
          : appeal.outcome === 'approved'
            ? words('appealApproved')
            : null}
    </p>
  );
}
