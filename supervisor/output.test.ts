import { expect, test } from 'vitest';
import { jsonOutput, type Output, terminalOutput, wordsOf } from './output';

function captured(make: (write: (text: string) => void) => Output) {
  let text = '';
  const output = make((part) => {
    text += part;
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  return { output, text: () => text.replace(/\u001b\[\d+m/g, '') };
}

const PINO = '{"level":"warn","time":"2026-01-01T00:00:00.000Z","pid":7,"name":"worker","msg":"slow","tookMs":12}';

test('at a terminal each line begins with its process, and JSON becomes words', () => {
  const { output, text } = captured(terminalOutput);
  output.child('worker', PINO);
  output.child('web', '✓ Ready in 12ms');
  output.say('info', 'everything is ready', { url: 'http://localhost:3000' });
  expect(text().split('\n')).toEqual([
    'worker   │ warn slow tookMs=12',
    'web      │ ✓ Ready in 12ms',
    'soko     │ everything is ready url=http://localhost:3000',
    '',
  ]);
});

test('an error’s stack is shown, line by line', () => {
  const { output, text } = captured(terminalOutput);
  output.child('web', JSON.stringify({ level: 'error', msg: 'failed', err: { stack: 'Error: x\n  at y' } }));
  expect(text()).toBe('web      │ error failed\nweb      │ Error: x\nweb      │   at y\n');
});

test('for log collectors every line is JSON that names its process', () => {
  const { output, text } = captured(jsonOutput);
  output.child('worker', PINO);
  output.child('web', '{ not JSON');
  output.say('error', 'worker stopped');
  const lines = text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { process: 'worker', level: 'warn', msg: 'slow', tookMs: 12 },
    { process: 'web', level: 'info', msg: '{ not JSON' },
    { process: 'soko', level: 'error', msg: 'worker stopped' },
  ]);
});

test('what a child prints without a logger is masked all the same', () => {
  for (const make of [terminalOutput, jsonOutput]) {
    const { output, text } = captured(make);
    output.child('web', 'Error: no seller 254712345678');
    expect(text()).toContain('2547•••678');
    expect(text()).not.toContain('254712345678');
  }
});

test('the engine has a logger of its own: its lines are masked too, and so is what the supervisor says', () => {
  for (const make of [terminalOutput, jsonOutput]) {
    const { output, text } = captured(make);
    const event = { name: 'seller/sync.requested', data: { phone: '254712345678' } };
    output.child('engine', JSON.stringify({ level: 50, msg: 'no app for 0712 345 678', event, '254712345678': 1 }));
    output.say('error', 'engine stopped', { lastLines: ['sync of +254 712 345 678'] });
    expect(text().match(/•••/g)).toHaveLength(4);
    expect(text()).not.toMatch(/345.?678/);
  }
});

test('levels that come as numbers are named', () => {
  const { output, text } = captured(terminalOutput);
  output.child('engine', '{"level":40,"msg":"late"}');
  output.child('engine', '{"level":30,"msg":"fine"}');
  expect(text()).toBe('engine   │ warn late\nengine   │ fine\n');
});

test('a quoted line is its message', () => {
  expect(wordsOf(PINO)).toBe('slow');
  expect(wordsOf('plain')).toBe('plain');
});

const EVIL =
  'bag\u001b[2J\u009b1m\u202e\u2028\u007f\rok\nsoko     │ everything has stopped\u001b]8;;http://evil.example\u0007';
// biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/;

test.each([
  ['a message', JSON.stringify({ level: 'info', msg: EVIL })],
  ['a field', JSON.stringify({ level: 'info', msg: 'x', title: EVIL })],
  ['a field within', JSON.stringify({ level: 'info', msg: 'x', product: { titles: [EVIL] } })],
  ['a field’s name', JSON.stringify({ level: 'info', msg: 'x', [EVIL]: 1 })],
  ['a level', JSON.stringify({ level: EVIL, msg: 'x' })],
  ['an error', JSON.stringify({ level: 'error', msg: 'x', err: { stack: `Error: ${EVIL}\n  at y` } })],
  ['an error that is none', JSON.stringify({ level: 'error', msg: 'x', err: { title: EVIL } })],
  ['a line that is no JSON', EVIL.replaceAll('\n', ' ')],
])('%s of a child cannot command a terminal or forge a line', (what, line) => {
  for (const make of [terminalOutput, jsonOutput]) {
    const { output, text } = captured(make);
    output.child('web', line);
    expect(text()).not.toMatch(RAW);
    // An error's stack has lines of its own, each with its process before it.
    for (const each of text().split('\n')) expect(each).not.toMatch(/^soko/);
    if (!what.startsWith('an error')) expect(text().trimEnd().split('\n')).toHaveLength(1);
  }
  expect(wordsOf(line)).not.toMatch(RAW);
  expect(wordsOf(line)).not.toContain('\n');
});

test('what the supervisor quotes is shown as it is, too', () => {
  for (const make of [terminalOutput, jsonOutput]) {
    const { output, text } = captured(make);
    output.say('error', `it ended:\n${wordsOf(EVIL)}`, { lastLines: [EVIL], [EVIL]: EVIL });
    expect(text()).not.toMatch(RAW);
    for (const each of text().split('\n').slice(1)) expect(each).not.toMatch(/^soko {5}│ everything/);
  }
});
