/** Where the window was the last time, and where it goes now: a place that no display shows any more is corrected. */
import { z } from 'zod';

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  bounds: Bounds | null;
  maximized: boolean;
}

export const SMALLEST = { width: 720, height: 520 };
const USUAL = { width: 1280, height: 800 };
/** So much of the upper edge must be on a display that the window can be taken by it. */
const GRIP = { width: 120, height: 40 };

const number = z.int();
const state = z.object({
  bounds: z.object({ x: number, y: number, width: number, height: number }).nullable(),
  maximized: z.boolean(),
});

export function readWindowState(content: unknown): WindowState {
  return state.safeParse(content).data ?? { bounds: null, maximized: false };
}

/** Without a place the system centers the window. `displays`: their work areas. */
export function placeWindow(
  { bounds }: WindowState,
  displays: readonly Bounds[],
): { width: number; height: number; x?: number; y?: number } {
  if (!bounds) return USUAL;
  const display = displays.find((area) => canBeTaken(bounds, area));
  const most = display ?? displays[0] ?? bounds;
  const size = {
    width: Math.max(SMALLEST.width, Math.min(bounds.width, most.width)),
    height: Math.max(SMALLEST.height, Math.min(bounds.height, most.height)),
  };
  return display ? { ...size, x: bounds.x, y: bounds.y } : size;
}

function canBeTaken(window: Bounds, area: Bounds): boolean {
  const across =
    Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x) >= GRIP.width;
  const below = window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
  return across && below;
}
