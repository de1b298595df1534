import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EslError } from './errors.ts';
import { type FrameLimits, FrameParser } from './frame-parser.ts';
import { readTranscript, receivedBytes, transcriptNames } from './testing/transcript.ts';

interface Parsed {
  readonly frames: readonly { readonly headers: readonly (readonly [string, string])[]; readonly body: string }[];
  readonly error: string | undefined;
}

function parse(chunks: readonly Buffer[], limits?: FrameLimits): Parsed {
  const parser = new FrameParser(limits);
  const frames: Parsed['frames'][number][] = [];
  try {
    for (const chunk of chunks) {
      parser.push(chunk, ({ headers, body }) => frames.push({ headers: [...headers], body: body.toString('latin1') }));
    }
  } catch (error) {
    return { frames, error: error instanceof EslError ? error.code : 'not one of ours' };
  }
  return { frames, error: undefined };
}

function cutEvery(bytes: Buffer, size: number): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  return chunks;
}

function cutAt(bytes: Buffer, positions: readonly number[]): Buffer[] {
  const cuts = [...new Set(positions.map((position) => position % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index] ?? bytes.length));
}

const cutPositions = fc.array(fc.nat(), { maxLength: 40 });

const frameBytes = fc
  .record({
    names: fc.uniqueArray(fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,9}$/), { maxLength: 4 }),
    value: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ' ')),
    body: fc.option(fc.uint8Array({ maxLength: 60 }), { nil: undefined }),
    blankLines: fc.nat(2),
  })
  .filter(({ names }) => !names.some((name) => name.startsWith('Content-')))
  .map(({ names, value, body, blankLines }) => {
    const lines = ['Content-Type: x/y', ...names.map((name) => `${name}: ${value}`)];
    if (body !== undefined) lines.push(`Content-Length: ${body.length}`);
    const head = Buffer.from('\n'.repeat(blankLines) + lines.join('\n') + '\n\n');
    return { bytes: Buffer.concat([head, body ?? Buffer.alloc(0)]), names, value, body };
  });

describe('FrameParser', () => {
  it.each(transcriptNames)('reads %s alike whole and in pieces of 1, 7 and 64 bytes', (name) => {
    const bytes = receivedBytes(name);
    const whole = parse([bytes]);
    expect(whole.error).toBeUndefined();
    expect(whole.frames.length).toBe(readTranscript(name).filter(({ from }) => from === 'freeswitch').length);
    // A frame that is cut at the wrong place shows as one without the header that every frame has.
    expect(whole.frames.every(({ headers }) => new Map(headers).has('Content-Type'))).toBe(true);
    for (const size of [1, 7, 64]) expect(parse(cutEvery(bytes, size))).toEqual(whole);
  });

  it.each(transcriptNames)('reads %s alike however it is cut', (name) => {
    const bytes = receivedBytes(name);
    const whole = parse([bytes]);
    fc.assert(
      fc.property(cutPositions, (positions) => {
        expect(parse(cutAt(bytes, positions))).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('finds each recorded frame where the recording says it ends', () => {
    for (const name of transcriptNames) {
      const separate = readTranscript(name)
        .filter(({ from }) => from === 'freeswitch')
        .flatMap(({ bytes }) => parse([bytes]).frames);
      expect(separate).toEqual(parse([receivedBytes(name)]).frames);
    }
  });

  it('reads two frames alike when cut in two at every byte', () => {
    const bytes = Buffer.from('A: 1\nContent-Length: 6\n\nx\n\ny\n\n\nB: 2: 3\n\nC: 窓口\nContent-Length: 0\n\n');
    const whole = parse([bytes]);
    expect(whole.frames.map(({ body }) => body)).toEqual(['x\n\ny\n\n', '', '']);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(parse([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
  });

  it('gives back the frames that were written, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(frameBytes, { maxLength: 8 }), cutPositions, (written, positions) => {
        const bytes = Buffer.concat(written.map((frame) => frame.bytes));
        const { frames, error } = parse(cutAt(bytes, positions));
        expect(error).toBeUndefined();
        expect(frames.map(({ body }) => body)).toEqual(
          written.map(({ body }) => Buffer.from(body ?? []).toString('latin1')),
        );
        frames.forEach(({ headers }, index) => {
          const values = new Map(headers);
          for (const name of written[index]?.names ?? []) expect(values.get(name)).toBe(written[index]?.value);
        });
      }),
    );
  });

  it('never throws anything but its own errors, and the same frames and error however noise is cut', () => {
    const noise = fc
      .array(fc.constantFrom('\n', '\n\n', 'a', ':', ' ', 'Content-Length: ', '3', '-1', '\r', 'K: v\n', '\0'), {
        maxLength: 60,
      })
      .map((parts) => Buffer.from(parts.join('')));
    fc.assert(
      fc.property(noise, cutPositions, (bytes, positions) => {
        const limits = { maxHeaderBytes: 30, maxBodyBytes: 20 };
        const whole = parse([bytes], limits);
        expect(whole.error).not.toBe('not one of ours');
        expect(parse(cutAt(bytes, positions), limits)).toEqual(whole);
        expect(parse(cutEvery(bytes, 1), limits)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a header block that never ends', 'X: '.padEnd(200, 'x'), 'ESL_HEADER_TOO_LARGE'],
    ['a header block that ends too late', `${'X: '.padEnd(102, 'x')}\n\n`, 'ESL_HEADER_TOO_LARGE'],
    ['a body that is announced too large', 'Content-Length: 51\n\n', 'ESL_BODY_TOO_LARGE'],
    ['a length that is no number', 'Content-Length: 5x\n\n', 'ESL_BAD_CONTENT_LENGTH'],
    ['a negative length', 'Content-Length: -5\n\n', 'ESL_BAD_CONTENT_LENGTH'],
  ])('ends with a clear error at %s, after the frames before it', (_, text, code) => {
    const bytes = Buffer.from(`Good: 1\n\n${text}`);
    const limits = { maxHeaderBytes: 100, maxBodyBytes: 50 };
    for (const size of [1, 7, bytes.length]) {
      const { frames, error } = parse(cutEvery(bytes, size), limits);
      expect(frames.length).toBe(1);
      expect(error).toBe(code);
    }
  });

  it('takes header and body of exactly the limit', () => {
    const bytes = Buffer.from(`${'Content-Length: 50\nX: '.padEnd(100, 'x')}\n\n${'b'.repeat(50)}`);
    for (const size of [1, bytes.length]) {
      expect(parse(cutEvery(bytes, size), { maxHeaderBytes: 100, maxBodyBytes: 50 }).frames.length).toBe(1);
    }
  });

  it('throws the same error again instead of reading on from an unknown place', () => {
    const parser = new FrameParser();
    const push = (): void => parser.push(Buffer.from('Content-Length: no\n\nA: 1\n\n'), () => {});
    expect(push).toThrow(expect.objectContaining({ code: 'ESL_BAD_CONTENT_LENGTH' }));
    expect(push).toThrow(expect.objectContaining({ code: 'ESL_BAD_CONTENT_LENGTH' }));
  });

  it('takes linear time in the number of frames and in the size of a body that comes in crumbs', { retry: 2 }, () => {
    const frame = Buffer.from('Content-Type: text/event-plain\nContent-Length: 20\n\n01234567890123456789');
    const frames = (count: number): Buffer[] => cutEvery(Buffer.concat(Array.from({ length: count }, () => frame)), 100);
    const body = (bytes: number): Buffer[] =>
      cutEvery(Buffer.concat([Buffer.from(`Content-Length: ${bytes}\n\n`), Buffer.alloc(bytes)]), 16);
    // Eight times the input: 8 when linear, 64 when quadratic.
    expect(timeRatio(frames(100_000), frames(12_500))).toBeLessThan(24);
    expect(timeRatio(body(800_000), body(100_000))).toBeLessThan(24);
  });
});

/** How many times more processor time the first takes; time on the wall would measure what else the machine is doing. */
function timeRatio(large: readonly Buffer[], small: readonly Buffer[]): number {
  const times = [large, small].map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < 4; run += 1) {
    [large, small].forEach((chunks, index) => {
      const parser = new FrameParser();
      const start = process.cpuUsage();
      for (const chunk of chunks) parser.push(chunk, () => {});
      times[index] = Math.min(times[index] ?? Number.POSITIVE_INFINITY, process.cpuUsage(start).user);
    });
  }
  return (times[0] ?? 0) / (times[1] ?? 1);
}
