import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUNDLES } from '@/supervisor/build/build-steps';
import { readDockerfile } from './dockerfile-steps';

test('stages with their steps, lines that go on joined', () => {
  const text = `FROM base:1 AS build
RUN make \\
  && make install
COPY a b c/
FROM base:2
ENV A=1 \\
  B=two
COPY --from=build /x y
USER 1000:1000
HEALTHCHECK --interval=30s --retries=3 \\
  CMD ["node", "-e", "a(\`b:1\`)"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "x.js"]`;
  expect(readDockerfile(text)).toEqual([
    {
      from: 'base:1',
      name: 'build',
      steps: [
        { do: 'run', command: 'make   && make install' },
        { do: 'copy', from: null, sources: ['a', 'b'], to: 'c/' },
      ],
    },
    {
      from: 'base:2',
      name: null,
      steps: [
        { do: 'env', variables: { A: '1', B: 'two' } },
        { do: 'copy', from: 'build', sources: ['/x'], to: 'y' },
        { do: 'user', value: '1000:1000' },
        { do: 'healthcheck', words: ['node', '-e', 'a(`b:1`)'] },
        { do: 'entrypoint', words: ['tini', '--'] },
        { do: 'command', words: ['node', 'x.js'] },
      ],
    },
  ]);
});

test.each(['ADD a b', 'ARG A', 'RUN --mount=type=cache make', 'RUN ["make"]', 'COPY --chmod=755 a b', 'SHELL ["sh"]'])(
  '%s is refused: a step that is not performed proves nothing',
  (line) => {
    expect(() => readDockerfile(`FROM base\n${line}`)).toThrow('cannot perform');
  },
);

test('the image runs as somebody, on its volume, what a build makes', () => {
  const image = readDockerfile(readFileSync('Dockerfile', 'utf8')).at(-1);
  const steps = image?.steps ?? [];
  expect(steps.find((step) => step.do === 'user')).toEqual({ do: 'user', value: '1000:1000' });
  const home = steps.flatMap((step) => (step.do === 'env' ? [step.variables.SOKO_HOME] : []));
  expect(steps.find((step) => step.do === 'volume')).toEqual({ do: 'volume', value: home[0] });
  const command = steps.flatMap((step) => (step.do === 'command' ? step.words : []));
  expect(command).toEqual(['node', 'dist/supervisor.js']);
  expect(Object.keys(BUNDLES)).toContain('supervisor');
});
