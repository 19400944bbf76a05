/**
 * The number of the line, from 1, at places of a file that are asked about in ascending order: each byte is looked at
 * once.
 */
export function lineCounter(bytes: Uint8Array): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    for (let end = bytes.indexOf(newline, at); end >= 0 && end < offset; end = bytes.indexOf(newline, at)) {
      line += 1;
      at = end + 1;
    }
    return line;
  };
}

const newline = 0x0a;
