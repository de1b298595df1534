import { describe, expect, it } from 'vitest';
import { EslError, eslErrors, toEslError } from './errors.ts';

describe('EslError', () => {
  it.each(Object.entries(eslErrors))('%s says what happened in both languages', (code, { en, ja }) => {
    expect(code).toMatch(/^ESL_[A-Z_]+$/);
    expect(en).toMatch(/\.$/);
    expect(ja).toMatch(/[ぁ-ん].*。$/);
  });

  it('keeps the cause, and keeps FreeSWITCH’s answer out of what loggers print', () => {
    const cause = new TypeError('inner');
    const error = new EslError('ESL_COMMAND_REFUSED', { where: 'api x', reply: '-ERR 0312345678', cause });
    expect(error.cause).toBe(cause);
    expect(error.reply).toBe('-ERR 0312345678');
    expect(error.fate).toBe('refused');
    const printed = [error.message, JSON.stringify(error), ...Object.values(error).map(String)].join(' ');
    expect(printed).not.toContain('0312345678');
  });

  it('wraps what is not ours and leaves ours alone', () => {
    const ours = new EslError('ESL_CLOSED');
    expect(toEslError(ours, 'ESL_STOPPED')).toBe(ours);
    expect(toEslError('text', 'ESL_STOPPED', 'here')).toMatchObject({ code: 'ESL_STOPPED', cause: 'text', where: 'here' });
  });
});
