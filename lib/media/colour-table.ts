import { colourName } from './colour-name';
import { COLOURS, type Colour } from './colours.schema';
import { type Oklab, toOklab } from './oklab';

/** Side of a cell of OKLab space: colours within one count as the same. */
const CELL = 0.06;
/** Of each channel's eight bits: finer differences change no name. */
const BITS = 5;
const LOST = 8 - BITS;

/** The name and cell of each of 32,768 colours, by its place: faster than computing both for every pixel. */
export interface ColourTable {
  /** Places in COLOURS. */
  names: Uint8Array;
  /** From 0 on. */
  cells: Uint16Array;
  cellCount: number;
}

let table: ColourTable | undefined;

/** Made at first use, in some 20 ms. */
export function colourTable(): ColourTable {
  table ??= makeTable();
  return table;
}

/** Where a colour stands in the table. */
export function placeOf(red: number, green: number, blue: number): number {
  return ((red >> LOST) << (2 * BITS)) | ((green >> LOST) << BITS) | (blue >> LOST);
}

function makeTable(): ColourTable {
  const size = 2 ** (3 * BITS);
  const names = new Uint8Array(size);
  const cells = new Uint16Array(size);
  const cellIds = new Map<string, number>();
  const placeOfName = new Map<Colour, number>(COLOURS.map((name, place) => [name, place]));
  for (let place = 0; place < size; place += 1) {
    const colour = toOklab(channel(place >> (2 * BITS)), channel(place >> BITS), channel(place));
    const cell = cellOf(colour);
    const id = cellIds.get(cell) ?? cellIds.size;
    cellIds.set(cell, id);
    cells[place] = id;
    names[place] = placeOfName.get(colourName(colour)) ?? 0;
  }
  return { names, cells, cellCount: cellIds.size };
}

/** The middle of the bytes that share these bits. */
function channel(bits: number): number {
  return ((bits & (2 ** BITS - 1)) << LOST) + 2 ** (LOST - 1);
}

function cellOf(colour: Oklab): string {
  return colour.map((value) => Math.floor((value + 0.5) / CELL)).join(' ');
}
