import { SokoError } from '@/lib/platform/errors';
import type { QualityReviewer, ReviewAnswer } from '@/lib/quality/quality-reviewer';
export function createReviewer(): QualityReviewer {
  throw new SokoError({ code: 'x', message: 'x' });
}
export function createPolicy(): (answer: ReviewAnswer) => ReviewAnswer {
  return (a) => a;
}
