import { EslError } from './errors.ts';

/** Longest single argument in characters. Far above any dial string; it keeps one mistake from filling the socket. */
export const maxArgumentLength = 64 * 1024;

const lineBreakers = /[\r\n\0]/;
const uuidPattern = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
const namePattern = /^[A-Za-z_][A-Za-z0-9_.:-]*$/;

/**
 * Refuses what could end the line: CR and LF would begin a second header or command, NUL would cut the command short
 * in FreeSWITCH, which reads it as a C string. `name` says which argument in the error; the value is never repeated.
 */
export function checkText(value: string, name: string): string {
  if (value.length > maxArgumentLength || lineBreakers.test(value)) throw badArgument(name);
  return value;
}

/** Refuses all but a plain word: names of commands, applications, headers, events and variables. */
export function checkName(value: string, name: string): string {
  if (value.length > 128 || !namePattern.test(value)) throw badArgument(name);
  return value;
}

/** Refuses all but 8-4-4-4-12 hexadecimal digits. */
export function checkUuid(value: string, name = 'uuid'): string {
  if (!uuidPattern.test(value)) throw badArgument(name);
  return value;
}

/** Refuses all but whole numbers between the limits. */
export function checkWhole(value: number, name: string, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most) throw badArgument(name);
  return value;
}

export function badArgument(name: string): EslError {
  return new EslError('ESL_BAD_ARGUMENT', { where: name });
}
