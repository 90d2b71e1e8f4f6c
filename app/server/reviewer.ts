import { env } from '@/lib/platform/env';
import { openReviewer } from '@/lib/quality/open-reviewer';
import type { QualityReviewer } from '@/lib/quality/quality-reviewer';

export const createReviewer = (): Promise<QualityReviewer> => openReviewer(env());
