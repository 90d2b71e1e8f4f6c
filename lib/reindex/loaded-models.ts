import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { SokoError } from '@/lib/platform/errors';
import type { SpaceInUse } from './space-in-use';

export type LoadedModel = Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'>;

/** The models that this worker has in memory: SIGLIP_MODEL's and, while another is made ready, SIGLIP_NEXT_MODEL's. */
export class LoadedModels {
  constructor(
    private readonly main: LoadedModel,
    private readonly next: LoadedModel | null,
    private readonly inUse: Pick<SpaceInUse, 'current'>,
  ) {}

  /** What the pipeline embeds with: the model in use; a worker that has another one alone goes by that. */
  async ofPipeline(): Promise<LoadedModel> {
    const space = await this.inUse.current();
    return this.find(space) ?? this.next ?? this.main;
  }

  /** What a search is embedded with. Errors: `embedding_unavailable` for a space whose model is not here. */
  async ofSearch(wanted: string | undefined): Promise<LoadedModel> {
    const space = wanted ?? (await this.inUse.current());
    const model = this.find(space);
    if (model === null) throw notLoaded(space);
    return model;
  }

  /** The model of a space; null where this worker does not have it. */
  find(space: string): LoadedModel | null {
    return [this.main, this.next].find((model) => model?.space === space) ?? null;
  }
}

const notLoaded = (space: string) =>
  new SokoError({
    code: 'embedding_unavailable',
    message: 'Search by photo is not available right now. Please try again in a few minutes.',
    status: 503,
    retry: { again: true, afterMs: 60_000 },
    cause: new Error(`this worker does not have the model of ${space}`),
  });
