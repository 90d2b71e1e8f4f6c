import { ConfusionTable } from '@/components/review/numbers/confusion-table';
import { KappaLine } from '@/components/review/numbers/kappa-line';
import { ReasonFigures } from '@/components/review/numbers/reason-figures';
import { kappaInWords } from '@/lib/moderation/agreement';
import type { Numbers } from '@/lib/moderation/numbers/read-numbers';

export function ModelAndPeople({ model }: Pick<Numbers, 'model'>) {
  const { approved, rejected } = model.confusion;
  const decided = approved.approved + approved.rejected + rejected.approved + rejected.rejected;
  return (
    <section aria-labelledby="model" className="flex flex-col gap-3">
      <h2 id="model" className="text-base font-semibold">
        The model and people
      </h2>
      <p className="max-w-prose text-ink-soft">
        What both have judged. People see mostly what the model flagged, was reported or appealed: its approvals stand
        here more rarely than they happen, so this says how it does where it is hard, not on all products.
      </p>
      <KappaLine kappa={model.kappa} words={model.kappa && kappaInWords(model.kappa.value)} pairs={decided} />
      <p className="max-w-prose text-sm text-ink-soft">
        Kappa is the agreement beyond chance: 1 is always, 0 is no better than two who only know how often each decision
        comes, and guess. What the model flagged is no decision of its own and is left out of it.
      </p>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <ConfusionTable
          label="The model’s decisions against people’s"
          first="Model"
          second="People"
          confusion={model.confusion}
        />
        <ReasonFigures
          label="Reasons that the model and people named"
          first="model"
          second="people"
          reasons={model.reasons}
        />
      </div>
      {model.reasons.length > 0 ? (
        <p className="max-w-prose text-sm text-ink-soft">
          Precision: of what the model named, what people named too. Recall: of what people named, what the model had
          named. People name reasons only when they reject.
        </p>
      ) : null}
    </section>
  );
}

export function TwoPeople({ people }: Pick<Numbers, 'people'>) {
  return (
    <section aria-labelledby="people" className="flex flex-col gap-3">
      <h2 id="people" className="text-base font-semibold">
        Two people
      </h2>
      <p className="max-w-prose text-ink-soft">
        Second looks: a random share of people’s decisions, judged again by somebody who did not know them. No model can
        be expected to agree with people more than people do with each other.
      </p>
      <KappaLine kappa={people.kappa} words={people.kappa && kappaInWords(people.kappa.value)} pairs={people.pairs} />
      {people.pairs > 0 ? (
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <ConfusionTable
            label="First decisions against second ones"
            first="First"
            second="Second"
            confusion={people.confusion}
          />
          <ReasonFigures label="Reasons that two people named" first="first" second="second" reasons={people.reasons} />
        </div>
      ) : null}
    </section>
  );
}
