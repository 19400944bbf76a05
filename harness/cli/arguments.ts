import type { LoadedConfig } from "../config/loadConfig.js";

/** What a configuration says where the arguments say nothing. */
export interface Configured {
  readonly loaded: LoadedConfig;
  /** values of flags by their names */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** The arguments of a command, checked against its table of options. */
export class Arguments {
  readonly operands: readonly string[];
  /** the configuration, where there is one; @defaultValue none */
  readonly configured: Configured | undefined;
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(
    operands: readonly string[],
    values: ReadonlyMap<string, readonly string[]>,
    configured?: Configured,
  ) {
    this.operands = operands;
    this.#values = values;
    this.configured = configured;
  }

  /** The same with a configuration, and the operands that it names where none are given. */
  configuredWith(configured: Configured, operands: readonly string[]): Arguments {
    return new Arguments(operands, this.#values, configured);
  }

  /** True when the flag is given as an argument. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value of a flag, or that of the configuration; undefined when neither is given. */
  text(name: string): string | undefined {
    return this.texts(name).at(-1);
  }

  /** Every value of a repeatable flag, in the order given, or those of the configuration. */
  texts(name: string): readonly string[] {
    return this.#values.get(name) ?? this.configured?.values.get(name) ?? [];
  }

  /** The value of a flag that takes a whole number. */
  number(name: string, otherwise: number): number {
    const text = this.text(name);
    return text === undefined ? otherwise : Number(text);
  }
}
