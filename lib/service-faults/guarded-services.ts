import type { ObjectStore } from '@/lib/media/object-store';
import type { QualityReviewer } from '@/lib/quality/quality-reviewer';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { ServiceGuard } from './service-guard';

type Guard = Pick<ServiceGuard, 'call' | 'watch'>;

// The pipeline's services, paused while they are at fault.

export function guardReviewer(reviewer: QualityReviewer, guard: Guard): QualityReviewer {
  return {
    // It may only be known once it has been asked.
    get name() {
      return reviewer.name;
    },
    review: (subject, options) => guard.call('reviewer', () => reviewer.review(subject, options), subject.productId),
    ping: (...options) => reviewer.ping(...options),
  };
}

type Objects = Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>;

/** A store that is full still gives what it has: only what is put into it says whether it works. */
export function guardObjects(objects: Objects, guard: Guard): Objects {
  return {
    put: (object) => guard.call('images', () => objects.put(object)),
    get: (key) => guard.watch('images', () => objects.get(key)),
    remove: (keys) => guard.watch('images', () => objects.remove(keys)),
    publicUrl: (key) => objects.publicUrl(key),
  };
}

type Vectors = Pick<VectorStore, 'space' | 'upsert' | 'remove'>;

export function guardVectors(vectors: Vectors, guard: Guard): Vectors {
  return {
    space: vectors.space,
    upsert: (entries) => guard.call('vectors', () => vectors.upsert(entries)),
    remove: (productIds) => guard.call('vectors', () => vectors.remove(productIds)),
  };
}
