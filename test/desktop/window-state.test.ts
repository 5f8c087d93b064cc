import { expect, test } from 'vitest';
import { type Bounds, placeWindow, readWindowState } from '../../src/main/desktop/window-state.ts';

const main = { x: 0, y: 0, width: 1920, height: 1040 };
const right = { x: 1920, y: -200, width: 1280, height: 1000 };
const place = (bounds: Bounds | null, displays = [main, right]) =>
  placeWindow({ bounds, maximized: false }, displays);

test.each<[string, Bounds | null, Bounds[], ReturnType<typeof place>]>([
  ['the first time', null, [main], { width: 1280, height: 800 }],
  [
    'where it was',
    { x: 100, y: 50, width: 900, height: 700 },
    [main],
    { x: 100, y: 50, width: 900, height: 700 },
  ],
  [
    'on the second display',
    { x: 2000, y: -150, width: 900, height: 700 },
    [main, right],
    { x: 2000, y: -150, width: 900, height: 700 },
  ],
  [
    'the second display is gone: in the middle of the first',
    { x: 2000, y: -150, width: 900, height: 700 },
    [main],
    { width: 900, height: 700 },
  ],
  ['above every edge', { x: 100, y: -30, width: 900, height: 700 }, [main], { width: 900, height: 700 }],
  ['below every edge', { x: 100, y: 1030, width: 900, height: 700 }, [main], { width: 900, height: 700 }],
  [
    'partly outside, and still to be taken',
    { x: -600, y: 10, width: 900, height: 700 },
    [main],
    { x: -600, y: 10, width: 900, height: 700 },
  ],
  [
    'larger than the display',
    { x: 0, y: 0, width: 4000, height: 3000 },
    [main],
    { x: 0, y: 0, width: 1920, height: 1040 },
  ],
  ['smaller than it may be', { x: 0, y: 0, width: 10, height: 10 }, [main], { width: 720, height: 520 }],
])('%s', (_what, bounds, displays, placed) => {
  expect(place(bounds, displays)).toEqual(placed);
});

test('a spoilt file is an empty one', () => {
  expect(readWindowState({ bounds: { x: 'left' }, maximized: true })).toEqual({
    bounds: null,
    maximized: false,
  });
  expect(readWindowState(null)).toEqual({ bounds: null, maximized: false });
});
