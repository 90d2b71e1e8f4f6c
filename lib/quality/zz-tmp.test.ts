import { test } from 'vitest';
import { HONEST_CAPTIONS, INJECTIONS } from '@/lib/quality/captions-for-tests';
import { hasInjectionMarkers } from '@/lib/quality/injection-markers';

test('x', () => {
  console.log(HONEST_CAPTIONS.length, INJECTIONS.length);
  console.log('WRONG HONEST', HONEST_CAPTIONS.filter(hasInjectionMarkers));
  console.log(
    'MISSED',
    INJECTIONS.filter((t) => !hasInjectionMarkers(t)),
  );
  const bad: string[] = [];
  const ok = HONEST_CAPTIONS.filter((t) => !hasInjectionMarkers(t));
  for (const a of ok)
    for (const b of ok)
      for (const j of [' ', '\n']) if (hasInjectionMarkers(a + j + b)) bad.push(JSON.stringify(a + j + b));
  console.log('PAIRS', bad.length, bad.slice(0, 40).join('\n'));
});
