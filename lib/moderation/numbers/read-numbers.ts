import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { DECISIONS, type Decision } from '@/lib/quality/quality-reviewer';
import { type Agreement, agreementOf, type Kappa, kappaOf } from '../agreement';
import { type AppealOutcomes, type DecidedAlone, readAppealOutcomes, readDecidedAlone } from './read-outcomes';
import { readModelPairs, readPeoplePairs, VERDICTS, type Verdict } from './read-pairs';
import { readWorkedHours, type WorkedHour } from './read-work';

export interface Numbers {
  /** When they were counted. */
  at: string;
  hours: WorkedHour[];
  /** The model and people. Its kappa leaves out what the model did not decide but flagged. */
  model: Agreement<Decision, Verdict> & { kappa: Kappa | null };
  /** Two people, by second looks. */
  people: Agreement<Verdict, Verdict> & { kappa: Kappa | null };
  alone: DecidedAlone;
  appeals: AppealOutcomes;
}

/** What moderation has come to since then. */
export async function readNumbers(db: PrismaClient, since: Date): Promise<Numbers> {
  const [hours, modelPairs, peoplePairs, alone, appeals] = await Promise.all([
    readWorkedHours(db, since),
    readModelPairs(db, since),
    readPeoplePairs(db, since),
    readDecidedAlone(db, since),
    readAppealOutcomes(db, since),
  ]);
  const model = agreementOf(modelPairs, DECISIONS, VERDICTS);
  const people = agreementOf(peoplePairs, VERDICTS, VERDICTS);
  return {
    at: new Date().toISOString(),
    ...{ hours, alone, appeals },
    model: { ...model, kappa: kappaOf(model.confusion, VERDICTS) },
    people: { ...people, kappa: kappaOf(people.confusion, VERDICTS) },
  };
}
