/** How a page calls targets: without the file where there is one alone, and principals by their own names. */
export class PageNames {
  readonly #source: string | undefined;
  readonly #principals: ReadonlyMap<string, string>;

  constructor(
    sources: readonly string[],
    targets: readonly { readonly address: string; readonly principal: string }[],
  ) {
    this.#source = sources.length === 1 ? sources[0] : undefined;
    this.#principals = new Map(targets.map(({ address, principal }) => [address, principal]));
  }

  /** `aws_iam_role.operator`. */
  short(address: string): string {
    const prefix = `${this.#source}#`;
    return address.startsWith(prefix) ? address.slice(prefix.length) : address;
  }

  /** The name of a principal by its address in the source; what follows that, such as a change of it, is kept. */
  inSource(id: string): string {
    const [address = id, ...more] = this.short(id).split(" ");
    const whole = `${this.#source}#${address}`;
    return [this.#principals.has(whole) ? this.principal(whole) : address, ...more].join(" ");
  }

  /** `batch-operator`, the last part of its ARN; the short address where that is not known. */
  principal(address: string): string {
    const arn = this.#principals.get(address);
    const name = arn?.split("/").at(-1);
    return name === undefined || name === "" || /example|\*/.test(name) || !/:(role|user|group)\//.test(arn!)
      ? this.short(address)
      : name;
  }
}
