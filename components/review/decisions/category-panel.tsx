'use client';

import { useState } from 'react';
import { useCategoryName } from '@/components/product/categories';
import { Key } from '@/components/ui/key';
import { CATEGORIES } from '@/lib/quality/categories.schema';
import { DecisionDialog } from './decision-dialog';
import type { PanelProps } from './reject-panel';

const KEYS = '123456789qwertyui';

interface CategoryPanelProps extends Pick<PanelProps, 'subject' | 'onCancel' | 'onDecide'> {
  category: string | null;
}

/** Where it belongs. Decides nothing else about it. */
export function CategoryPanel({ subject, category, onCancel, onDecide }: CategoryPanelProps) {
  const categoryName = useCategoryName();
  const [chosen, setChosen] = useState(category);
  const keys = Object.fromEntries(CATEGORIES.map((code, at) => [KEYS.charAt(at), () => setChosen(code)]));
  return (
    <DecisionDialog
      title={`Where does ${subject} belong?`}
      action="Correct the category"
      missing={chosen === null || chosen === category}
      onCancel={onCancel}
      onSubmit={() => chosen && onDecide({ decision: 'category', problems: [], note: null, category: chosen })}
      keys={keys}
    >
      <fieldset>
        <legend className="sr-only">Category</legend>
        <div className="grid gap-1 sm:grid-cols-2">
          {CATEGORIES.map((code, index) => (
            <label
              key={code}
              className="flex items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-sunken has-checked:bg-accent-soft"
            >
              <input
                type="radio"
                name="category"
                checked={chosen === code}
                onChange={() => setChosen(code)}
                className="size-4 accent-accent"
              />
              <span className="flex-1">{categoryName(code)}</span>
              <Key>{KEYS.charAt(index)}</Key>
            </label>
          ))}
        </div>
      </fieldset>
    </DecisionDialog>
  );
}
