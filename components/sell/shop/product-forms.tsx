import { useTranslations } from 'next-intl';
import { useCategoryName } from '@/components/product/categories';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { MOST_PRICE, PRICE_CURRENCIES } from '@/lib/sellers/shop-changes.schema';
import type { ShopProduct } from '@/lib/sellers/shop-products';
import { ShopForm } from './shop-form';

interface ProductFormsProps {
  sellerId: string;
  productId: string;
  back: string;
  title: string;
  product: ShopProduct;
}

/** What the owner may change of one product. */
export function ProductForms({ product, title, ...to }: ProductFormsProps) {
  const words = useTranslations('shop.product');
  return (
    <details className="w-full">
      <summary className="w-fit cursor-pointer text-sm font-medium text-accent-strong hover:underline">
        {words('change')}
        <span className="sr-only">: {title}</span>
      </summary>
      <div className="mt-3 flex flex-col gap-5">
        <PriceForm {...to} product={product} />
        <CategoryForm {...to} product={product} />
        <ShopForm {...to} action={product.hidden ? 'show' : 'hide'}>
          <Button type="submit" look="quiet" size="sm">
            {words(product.hidden ? 'show' : 'hide')}
          </Button>
        </ShopForm>
      </div>
    </details>
  );
}

function PriceForm({ product, ...to }: Omit<ProductFormsProps, 'title'>) {
  const words = useTranslations('shop.product');
  const { price, priceCorrected } = product;
  const id = `price-${to.productId}`;
  return (
    <div className="flex flex-col items-start gap-2">
      <ShopForm {...to} action="price" className="flex flex-wrap items-end gap-2">
        <Field id={id} label={words('price')} className="w-36">
          <Input
            id={id}
            name="amount"
            inputMode="decimal"
            required
            pattern="[\d\s,]+(\.\d{1,2})?"
            maxLength={String(MOST_PRICE).length + 6}
            defaultValue={price?.amount}
            aria-describedby={`${id}-hint`}
          />
        </Field>
        <Field id={`${id}-currency`} label={words('currency')} className="w-28">
          <Select id={`${id}-currency`} name="currency" defaultValue={price?.currency ?? 'KES'}>
            {PRICE_CURRENCIES.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </Select>
        </Field>
        <Button type="submit">{words('savePrice')}</Button>
      </ShopForm>
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        {words('priceHint')}
      </p>
      {priceCorrected ? (
        <ShopForm {...to} action="price_as_read">
          <Button type="submit" look="quiet" size="sm">
            {words('priceAsRead')}
          </Button>
        </ShopForm>
      ) : null}
    </div>
  );
}

function CategoryForm({ product, ...to }: Omit<ProductFormsProps, 'title'>) {
  const words = useTranslations('shop.product');
  const categoryName = useCategoryName();
  const { category, categoryCorrected } = product;
  const id = `category-${to.productId}`;
  return (
    <div className="flex flex-col items-start gap-2">
      <ShopForm {...to} action="category" className="flex flex-wrap items-end gap-2">
        <Field id={id} label={words('category')} className="w-64 max-w-full">
          <Select id={id} name="category" defaultValue={category ?? 'other'}>
            {CATEGORIES.map((each) => (
              <option key={each} value={each}>
                {categoryName(each)}
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit">{words('saveCategory')}</Button>
      </ShopForm>
      {categoryCorrected ? (
        <ShopForm {...to} action="category_as_judged">
          <Button type="submit" look="quiet" size="sm">
            {words('categoryAsJudged')}
          </Button>
        </ShopForm>
      ) : null}
    </div>
  );
}
