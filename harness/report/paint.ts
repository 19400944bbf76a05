// not by name: a Node that is too old lacks it, and could not even load what says so
import * as util from "node:util";

type Style = Parameters<typeof util.styleText>[0];

/** Colours a string, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** A {@link Paint} that colours only if `colour` is true; it looks at no terminal and no environment. */
export const paint = (colour: boolean): Paint =>
  colour ? (style, text) => util.styleText(style, text, { validateStream: false }) : (_, text) => text;
