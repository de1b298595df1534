/**
 * The FreeSWITCH event socket. Words: *frame* = one message on the wire; *answer* = the frame FreeSWITCH gives to a
 * command, in the order of the commands; *event* = a frame that comes by itself; *inbound* = we connect to FreeSWITCH
 * (`connect`, `EslClient`); *outbound* = FreeSWITCH connects to us for one call (`OutboundServer`).
 */
export { backoffDelay, type BackoffOptions } from './backoff.ts';
export { checkName, checkText, checkUuid, maxArgumentLength } from './argument.ts';
export { commandText, type EventFormat, type ExecuteOptions } from './command-text.ts';
export type { CommandOptions, ConnectionOptions, JobOptions } from './connection-options.ts';
export { type CommandFate, EslError, type EslErrorCode, eslErrors } from './errors.ts';
export { channelVariables, escapeArgument, literalArgument, literalArgumentFor } from './escape.ts';
export { type ClientOptions, connect, EslClient } from './esl-client.ts';
export { EslConnection, type EslReply } from './esl-connection.ts';
export { EslEvent, readChannelData, readEvent } from './esl-event.ts';
export type { EventListener, Unsubscribe } from './event-hub.ts';
export { type Frame, type FrameLimits, FrameParser } from './frame-parser.ts';
export type { Headers } from './headers.ts';
export { OutboundCall } from './outbound-call.ts';
export { OutboundServer, type OutboundServerOptions } from './outbound-server.ts';
export type { ClientStates, StateListener } from './state-listeners.ts';
export { type CancelTimer, realTimer, type StartTimer } from './timer.ts';
export { urlDecode } from './url-decode.ts';
