import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { loadReindexProgress } from '@/app/wiring/operations';
import { ModelPanel } from '@/components/admin/model-panel';

export const metadata: Metadata = { title: 'Model' };

export default async function ModelPage() {
  await requirePageRole('admin');
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <div>
        <h1 className="text-xl font-semibold">Embedding model</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          What makes the vectors that pictures and words are compared by. Another model is made ready while shoppers
          search with the one in use; nobody notices when it takes its place.
        </p>
      </div>
      <ModelPanel initial={await loadReindexProgress()} />
    </div>
  );
}
