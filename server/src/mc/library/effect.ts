// What a file of sendmail's m4 library does to a configuration, as data: so that no library is needed to read a .mc.
import type { MessageId } from "./messages.ts";

/** A macro call that the file makes itself: name, then arguments. */
export type InnerUse = readonly [macro: string, ...args: string[]];

/** A map (`K` line) that a file declares; its specification is the first argument, else type and place below MAIL_SETTINGS_DIR. */
export interface MapEffect {
  /** Name in the .cf: `access`, `virtuser`. */
  readonly name: string;
  /** File name below MAIL_SETTINGS_DIR where no argument gives a specification. */
  readonly file: string;
  /** Flags between type and file in the default specification. */
  readonly flags?: string;
}

/** Effects in the order in which they happen. */
export interface Effect {
  /** True where the file does not leave a line with its version in the .cf: what is before and after the call is then one line. */
  readonly silent?: boolean;
  /** Key of `sharedEffects` that comes first, once. */
  readonly first?: string;
  readonly messages?: readonly MessageId[];
  readonly undefines?: readonly string[];
  readonly sets?: Readonly<Record<string, string>>;
  /** Set only where the name has no definition yet. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Text put after the present definition. */
  readonly appends?: Readonly<Record<string, string>>;
  readonly map?: MapEffect;
  /** What depends on the arguments and on what came before. */
  readonly run?: (call: EffectCall) => void;
  readonly uses?: readonly InnerUse[];
  /** Lines for the .cf that matter to a reader of the configuration, by diversion. */
  readonly cf?: Readonly<Record<number, string>>;
}

/** A call of FEATURE, MAILER, ... as an effect sees it. */
export interface EffectCall {
  /** The n-th argument after the name, from 1; "" where there is none. */
  arg(n: number): string;
  isDefined(name: string): boolean;
  definition(name: string): string | undefined;
  define(name: string, value: string): void;
  message(id: MessageId, ...values: string[]): void;
  use(macro: string, ...args: string[]): void;
  /** Writes lines to a diversion (6: LOCAL_CONFIG, 9: LOCAL_RULESETS). */
  write(diversion: number, text: string): void;
}
