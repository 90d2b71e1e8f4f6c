import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TupleReader } from './tuple-reader';

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const header = (extension = 0): Buffer =>
  Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), int32(0), int32(extension), Buffer.alloc(extension, 7)]);
const tuple = (columns: (Buffer | null)[]): Buffer =>
  Buffer.concat([
    int16(columns.length),
    ...columns.map((column) => (column === null ? int32(-1) : Buffer.concat([int32(column.length), column]))),
  ]);
const end = int16(-1);

describe('TupleReader', () => {
  test('reads the same rows however they are cut up', () => {
    const column = fc.option(fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)));
    const rows = fc.array(fc.array(column, { maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.integer({ min: 1, max: 30 })),
        fc.constantFrom(0, 5),
        (expected, cuts, extension) => {
          const bytes = Buffer.concat([header(extension), ...expected.map(tuple), end]);
          const read: (string | null)[][] = [];
          const reader = new TupleReader((columns) =>
            read.push(columns.map((value) => (value === null ? null : value.toString('hex')))),
          );
          let at = 0;
          for (const cut of [...cuts, bytes.length]) {
            // A buffer of its own each time, wiped afterwards, as the driver uses its buffer again.
            const chunk = Buffer.from(bytes.subarray(at, at + cut));
            reader.push(chunk);
            chunk.fill(0xee);
            at += cut;
          }
          expect(read).toEqual(expected.map((columns) => columns.map((value) => value?.toString('hex') ?? null)));
        },
      ),
    );
  });
});
