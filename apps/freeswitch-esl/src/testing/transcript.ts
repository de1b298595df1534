import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

/** One side's bytes in a recorded conversation; the format is described in `fixtures/README.md`. */
export interface TranscriptRecord {
  readonly from: 'freeswitch' | 'program';
  readonly bytes: Buffer;
}

const folder = fileURLToPath(new URL('../../fixtures/', import.meta.url));

export const transcriptNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -'.txt'.length));

export function readTranscript(name: string): readonly TranscriptRecord[] {
  const file = readFileSync(`${folder}${name}.txt`);
  const records: TranscriptRecord[] = [];
  let at = file.indexOf('\n') + 1;
  while (at < file.length) {
    const lineEnd = file.indexOf('\n', at);
    const [, direction, count] = /^@(recv|send) (\d+)$/.exec(file.toString('utf8', at, lineEnd)) ?? [];
    if (direction === undefined) throw new Error(`${name}: no record begins at byte ${at}`);
    const end = lineEnd + 1 + Number(count);
    records.push({ from: direction === 'recv' ? 'freeswitch' : 'program', bytes: file.subarray(lineEnd + 1, end) });
    at = end + 1;
  }
  return records;
}

/** All that FreeSWITCH sent, as one stream. */
export function receivedBytes(name: string): Buffer {
  return Buffer.concat(readTranscript(name).flatMap(({ from, bytes }) => (from === 'freeswitch' ? [bytes] : [])));
}

/**
 * Connects as FreeSWITCH does for one call and plays its side of a recorded outbound conversation: each recorded
 * command is awaited, whatever it says, before the records after it are sent. Resolves with how many records were left
 * when the other side closed.
 */
export async function playFreeSwitch(name: string, port: number): Promise<number> {
  const records = [...readTranscript(name)];
  const socket = connect({ host: '127.0.0.1', port });
  let commands = 0;
  let text = '';
  const play = (): void => {
    for (let next = records[0]; next !== undefined; next = records[0]) {
      if (next.from === 'program') {
        if (commands === 0) return;
        commands -= 1;
      } else {
        socket.write(next.bytes);
      }
      records.shift();
    }
    socket.end();
  };
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    // Each command has one closing empty line; test arguments hold none.
    const pieces = text.split('\n\n');
    text = pieces.pop() ?? '';
    commands += pieces.length;
    play();
  });
  await new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
  });
  return records.length;
}
