import { describe, expect, it } from 'vitest';
import type { EslError } from './errors.ts';
import { connect } from './esl-client.ts';
import type { EslEvent } from './esl-event.ts';
import { OutboundServer } from './outbound-server.ts';
import { FakeEventSocket } from './testing/fake-event-socket.ts';
import { playFreeSwitch, readTranscript } from './testing/transcript.ts';

describe('recorded management connections', () => {
  it.each(['queue-answered.inbound', 'queue-answered-commands-too-early.inbound'])('%s plays again against the client', async (name) => {
    const records = readTranscript(name).slice(3); // authentication is the fake server's own
    const commands = records.filter(({ from }) => from === 'program').map(({ bytes }) => bytes.toString('utf8'));
    const answers = splitAtCommands(records);
    const server = await new FakeEventSocket({ answer: () => answers.shift() }).listen();
    const events: EslEvent[] = [];
    const refusals: string[] = [];
    const client = await connect({ port: server.port, password: 'secret' });
    try {
      client.on('callcenter::info', (event) => void events.push(event));
      await client.event('plain', [], ['callcenter::info']);
      for (const command of commands.slice(1)) {
        const [, verb = '', args = ''] = /^api (\S+) (.*)\n\n$/s.exec(command) ?? [];
        await client.api(verb, args).catch((error: EslError) => refusals.push(`${error.code} ${error.reply?.trim()}`));
      }
      const recorded = records.filter(({ bytes }) => bytes.includes('text/event-plain')).length;
      await expect.poll(() => events.length).toBe(recorded);
      expect(server.commands).toEqual(commands);
      expect([...new Set(refusals)]).toEqual([
        'ESL_COMMAND_REFUSED -ERR Agent already exist!',
        'ESL_COMMAND_REFUSED -ERR Tier already exist!',
      ]);
      expect(events.map((event) => event.get('CC-Action'))).toContain('member-queue-start');
      expect(events.every((event) => event.get('CC-Queue') === undefined || /@/.test(event.get('CC-Queue') ?? ''))).toBe(true);
    } finally {
      await client.stop();
      await server.close();
    }
  });
});

describe('recorded calls', () => {
  it('the after-hours call plays again against the outbound server', async () => {
    const ends: string[] = [];
    let digit: string | undefined;
    let over = false;
    const server = new OutboundServer({
      onCall: async (call) => {
        call.on('CHANNEL_EXECUTE_COMPLETE', (event) => {
          ends.push(`${event.get('Application')}: ${event.get('Application-Response')}`);
          digit ??= event.variable('choice');
        });
        const done = call.over.then(() => {
          over = true;
        });
        await call.linger();
        await call.myevents();
        for (const application of ['answer', 'playback', 'play_and_get_digits', 'playback', 'hangup']) {
          await call.execute(application, application === 'answer' ? '' : 'x');
        }
        await done;
      },
    });
    await server.listen();
    const left = await playFreeSwitch('afterhours-valid-digit', server.port);
    expect(left).toBe(0);
    expect(digit).toBe('3');
    expect(over).toBe(true);
    expect(ends.slice(0, 4)).toEqual(['answer: _none_', 'playback: FILE PLAYED', 'play_and_get_digits: _none_', 'playback: FILE PLAYED']);
    await expect.poll(() => server.callCount).toBe(0);
    await server.stop();
  });
});

/** What FreeSWITCH sent between one command and the next, as one text each. */
function splitAtCommands(records: ReturnType<typeof readTranscript>): string[] {
  const answers: string[] = [];
  for (const { from, bytes } of records) {
    if (from === 'program') answers.push('');
    else if (answers.length > 0) answers[answers.length - 1] += bytes.toString('utf8');
  }
  return answers;
}
