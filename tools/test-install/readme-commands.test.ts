import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandsUnder } from './readme-commands';

test('the commands of a section, without remarks and other sections', () => {
  const markdown = `# It

## One

Text, \`\`inline\`\`.

\`\`\`sh
make all     # all of it
make '#1' && make install

# only said
\`\`\`

\`\`\`js
other()
\`\`\`

### Deeper

\`\`\`sh
make more
\`\`\`

## Two

\`\`\`sh
make two
\`\`\`
`;
  expect(commandsUnder('One', markdown)).toEqual(['make all', "make '#1' && make install", 'make more']);
  expect(commandsUnder('Deeper', markdown)).toEqual(['make more']);
  expect(() => commandsUnder('Three', markdown)).toThrow('no section "Three"');
});

test('what test:install performs of the README is there, word for word', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(commandsUnder('Try it', readme)).toEqual(['npm install && npm run demo', 'npm install && npm test']);
  const [first, second, ...others] = commandsUnder('Run it', readme);
  expect([first, second]).toEqual(['cp .env.example .env', 'npm run up']);
  for (const command of others) expect(command).toMatch(/^npm run soko -- /);
});

test('what test:install performs for systemd is there, word for word', () => {
  const commands = commandsUnder('systemd', readFileSync('docs/operations.md', 'utf8'));
  expect(commands).toContain('systemctl enable --now soko');
  expect(commands.find((command) => command.startsWith('git clone '))).toMatch(/ \/opt\/soko$/);
  expect(commands.findIndex((command) => command.endsWith(' /etc/soko/soko.env'))).toBeGreaterThan(-1);
});
