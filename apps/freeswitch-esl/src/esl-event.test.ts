import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChannelData, readEvent } from './esl-event.ts';
import { type Frame, FrameParser } from './frame-parser.ts';
import { parseHeaders } from './headers.ts';
import { receivedBytes, transcriptNames } from './testing/transcript.ts';
import { urlDecode } from './url-decode.ts';

function frames(bytes: Buffer): Frame[] {
  const found: Frame[] = [];
  new FrameParser().push(bytes, (frame) => found.push(frame));
  return found;
}

function event(contentType: string, body: string): Frame {
  return { headers: new Map([['Content-Type', contentType]]), body: Buffer.from(body) };
}

describe('parseHeaders', () => {
  it('keeps all of the value after the first colon', () => {
    const headers = parseHeaders('Reply-Text: -ERR a: b: c\nno colon\nEmpty:\nTight:x\nTwo:  blanks ');
    expect([...headers]).toEqual([
      ['Reply-Text', '-ERR a: b: c'],
      ['Empty', ''],
      ['Tight', 'x'],
      ['Two', ' blanks '],
    ]);
  });
});

describe('urlDecode', () => {
  it('gives back any text that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(urlDecode(encodeURIComponent(text))).toBe(text);
      }),
    );
  });

  it('never throws, and keeps what is no valid sequence as it was', () => {
    const piece = fc.constantFrom('%', '%4', '%41', '%zz', '%E3%81%82', '%E3%81', '%ff', '%C0%80', '%ED%A0%80', 'あ', 'x');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(() => urlDecode(pieces.join(''))).not.toThrow();
      }),
    );
    expect(urlDecode('100%')).toBe('100%');
    expect(urlDecode('%E3%81%82%ff%E3%81%41%zz')).toBe('あ%ff%E3%81A%zz');
  });

  it('does not slow down on a long value of broken bytes', () => {
    const start = performance.now();
    expect(urlDecode('%80'.repeat(30_000)).length).toBe(90_000);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('readEvent', () => {
  it('reads the same from plain and from JSON: values, lists, empty values, body', () => {
    const plain = readEvent(
      event('text/event-plain', 'Event-Name: CUSTOM\nA: x%3A%20y\nL: ARRAY%3A%3Aa|%3Ab\nE: _undef_\nContent-Length: 6\n\nあ\nb\n'),
    );
    const json = readEvent(
      event(
        'text/event-json',
        JSON.stringify({ 'Event-Name': 'CUSTOM', A: 'x: y', L: ['a', 'b'], E: '', 'Content-Length': '6', _body: 'あ\nb\n' }),
      ),
    );
    expect(plain).toEqual(json);
    expect(plain.body).toBe('あ\nb\n');
    expect(plain.list('L')).toEqual(['a', 'b']);
    expect(plain.list('A')).toEqual(['x: y']);
    expect(plain.list('absent')).toEqual([]);
  });

  it('takes no more than the inner Content-Length for the body', () => {
    expect(readEvent(event('text/event-plain', 'Event-Name: X\nContent-Length: 2\n\nabcd')).body).toBe('ab');
    expect(readEvent(event('text/event-plain', 'Event-Name: X\nContent-Length: 9\n\nabcd')).body).toBe('abcd');
    expect(readEvent(event('text/event-plain', 'Event-Name: X')).name).toBe('X');
  });

  it.each(['{', '[]', 'null', '"x"', ''])('refuses the JSON %j with a code', (text) => {
    expect(() => readEvent(event('text/event-json', text))).toThrow(expect.objectContaining({ code: 'ESL_BAD_EVENT' }));
  });

  it('reads each recorded event, in both formats', () => {
    for (const name of ['afterhours-valid-digit', 'json-events']) {
      const events = frames(receivedBytes(name)).filter(({ headers }) => headers.get('Content-Type')?.includes('/event-'));
      const names = events.map((frame) => readEvent(frame).name);
      expect(names).toContain('DTMF');
      expect(names.at(-1)).toBe('CHANNEL_HANGUP_COMPLETE');
      const digits = events.map(readEvent).find((e) => e.get('Application') === 'play_and_get_digits' && e.name.endsWith('COMPLETE'));
      expect(digits?.variable('choice')).toBe('3');
      expect(digits?.variable('sip_full_from')).toMatch(/^"\d+" <sip:/);
      expect(digits?.applicationUuid).toBeDefined();
    }
  });

  it.each(transcriptNames)('reads every event of %s', (name) => {
    for (const frame of frames(receivedBytes(name))) {
      if (frame.headers.get('Content-Type')?.includes('/event-') !== true) continue;
      const { headers, name: eventName } = readEvent(frame);
      expect(eventName).toMatch(/^[A-Z_]+$/);
      expect(headers.get('Event-Sequence')).toMatch(/^\d+$/);
    }
  });

  it('reads the channel data in the answer to connect', () => {
    const [connect] = frames(receivedBytes('bridge-busy'));
    const data = connect === undefined ? undefined : readChannelData(connect);
    expect(data?.name).toBe('CHANNEL_DATA');
    expect(data?.get('Caller-Destination-Number')).toBe('7100');
    expect(data?.get('Reply-Text')).toBe('+OK\n');
    expect(data?.variable('switch_r_sdp')).toContain('\r\nm=audio ');
  });
});
