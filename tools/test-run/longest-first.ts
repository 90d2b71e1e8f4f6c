import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute or more: the longest first, and beside it those that wait for clocks more than they compute. */
const LONGEST = [
  'e2e/pipeline/kill.integration.test.ts',
  'supervisor/supervisor.integration.test.ts',
  'engine/conformance/crashes.integration.test.ts',
  'engine/conformance/retries.integration.test.ts',
  'engine/conformance/steps.integration.test.ts',
  'e2e/pipeline/whole-pipeline.integration.test.ts',
  'lib/catalog/playwright-scout.integration.test.ts',
  'cli/cli.integration.test.ts',
  'e2e/pipeline/faults.integration.test.ts',
  'lib/media/stand-in-pictures.integration.test.ts',
];

/** What takes long begins first, so that no worker is left alone with it in the end: Vitest knows only what ran here before. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
      return at === -1 ? LONGEST.length : at;
    };
    return sorted.toSorted((a, b) => place(a) - place(b));
  }
}
