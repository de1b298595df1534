/** What is known about the command that failed; it decides whether trying again is safe. */
export type CommandFate =
  /** Not one byte left this process: sending it again is safe. */
  | 'never-sent'
  /** It may have run: look at the channel before sending it again (a second `originate` rings twice). */
  | 'unknown'
  /** FreeSWITCH read it and said no. */
  | 'refused'
  /** The failure is not about one command. */
  | 'none';

interface ErrorEntry {
  readonly fate: CommandFate;
  readonly en: string;
  readonly ja: string;
}

/** Every error this library raises. The key is the `code`; texts say what happened, what is safe and what to do. */
export const eslErrors = {
  ESL_BAD_ARGUMENT: {
    fate: 'never-sent',
    en: 'A command argument is not allowed and nothing was sent. Correct the named argument.',
    ja: 'コマンドの引数が許可されない値のため、何も送信していません。示された引数を直してください。',
  },
  ESL_NOT_CONNECTED: {
    fate: 'never-sent',
    en: 'There is no ready connection to FreeSWITCH; the command was not sent. It is safe to try again once connected.',
    ja: 'FreeSWITCH に接続していないため、コマンドは送信していません。接続後に再試行して問題ありません。',
  },
  ESL_NOT_SENT: {
    fate: 'never-sent',
    en: 'The command was still waiting to be sent when its time ran out or the connection ended. It is safe to try again.',
    ja: '送信待ちのまま時間切れ、または切断になりました。コマンドは送信していません。再試行して問題ありません。',
  },
  ESL_QUEUE_FULL: {
    fate: 'never-sent',
    en: 'Too many commands wait for FreeSWITCH; this one was not sent. Send less at once, or find out why FreeSWITCH is slow.',
    ja: 'FreeSWITCH の応答待ちコマンドが上限に達したため、送信していません。送信量を減らすか、FreeSWITCH の遅延を調べてください。',
  },
  ESL_CONTROL_LIMITED: {
    fate: 'never-sent',
    en: 'This call was handed over without "full" control, so FreeSWITCH would ignore the command. Add "full" to the socket application.',
    ja: 'この通話は full 制御で渡されていないため、コマンドは無視されます。socket アプリケーションに full を付けてください。',
  },
  ESL_DISCONNECTED: {
    fate: 'unknown',
    en: 'The connection ended before the answer came. The command may have run: it is not sent again; look at the channel first.',
    ja: '応答前に切断されました。実行済みの可能性があるため再送しません。チャネルの状態を確認してください。',
  },
  ESL_COMMAND_TIMEOUT: {
    fate: 'unknown',
    en: 'FreeSWITCH did not answer in time. The command may still run; use bgapi for commands that take long.',
    ja: '時間内に応答がありませんでした。後から実行される可能性があります。時間のかかるコマンドには bgapi を使ってください。',
  },
  ESL_COMMAND_REFUSED: {
    fate: 'refused',
    en: 'FreeSWITCH refused the command; its answer is in the "reply" property.',
    ja: 'FreeSWITCH がコマンドを拒否しました。応答は reply プロパティにあります。',
  },
  ESL_CONNECT_FAILED: {
    fate: 'none',
    en: 'The event socket could not be reached. Check that FreeSWITCH runs and listens at this address.',
    ja: 'イベントソケットに接続できません。FreeSWITCH が起動し、このアドレスで待ち受けているか確認してください。',
  },
  ESL_CONNECT_TIMEOUT: {
    fate: 'none',
    en: 'The event socket did not finish connecting in time. Check the address, and that mod_event_socket answers there.',
    ja: '時間内にイベントソケットの接続が完了しませんでした。アドレスと mod_event_socket を確認してください。',
  },
  ESL_AUTH_REJECTED: {
    fate: 'none',
    en: 'FreeSWITCH rejected the event-socket password. Use the password of its event_socket configuration.',
    ja: 'イベントソケットのパスワードが違います。FreeSWITCH の event_socket 設定のパスワードを使ってください。',
  },
  ESL_ACL_REJECTED: {
    fate: 'none',
    en: 'FreeSWITCH does not accept event-socket connections from this machine. Check apply-inbound-acl.',
    ja: 'このマシンからのイベントソケット接続は許可されていません。apply-inbound-acl を確認してください。',
  },
  ESL_CLOSED: {
    fate: 'none',
    en: 'FreeSWITCH closed the connection.',
    ja: 'FreeSWITCH が接続を閉じました。',
  },
  ESL_STOPPED: {
    fate: 'none',
    en: 'The connection was ended by this program.',
    ja: 'このプログラムが接続を終了しました。',
  },
  ESL_SILENT: {
    fate: 'none',
    en: 'FreeSWITCH stopped answering, so the connection was given up. Check whether its process is stuck.',
    ja: 'FreeSWITCH の応答が途絶えたため、接続を打ち切りました。プロセスが停止していないか確認してください。',
  },
  ESL_HOOK_FAILED: {
    fate: 'none',
    en: 'Preparing the new connection (onConnected) failed, so it was given up.',
    ja: '接続直後の準備（onConnected）に失敗したため、接続を打ち切りました。',
  },
  ESL_HEADER_TOO_LARGE: {
    fate: 'none',
    en: 'A frame header is larger than the limit; the connection was given up to protect memory. Raise maxHeaderBytes if it was legitimate.',
    ja: 'ヘッダーが上限を超えたため、メモリー保護のため接続を打ち切りました。正当な場合は maxHeaderBytes を上げてください。',
  },
  ESL_BODY_TOO_LARGE: {
    fate: 'none',
    en: 'A frame body is larger than the limit; the connection was given up to protect memory. Raise maxBodyBytes if it was legitimate.',
    ja: '本文が上限を超えたため、メモリー保護のため接続を打ち切りました。正当な場合は maxBodyBytes を上げてください。',
  },
  ESL_BAD_CONTENT_LENGTH: {
    fate: 'none',
    en: 'A frame has a Content-Length that is not a number, so its end is unknown; the connection was given up.',
    ja: 'Content-Length が数値でなく本文の終わりが分からないため、接続を打ち切りました。',
  },
  ESL_UNEXPECTED_REPLY: {
    fate: 'none',
    en: 'An answer came that no command waits for. Answers could be mixed up from here on, so the connection was given up.',
    ja: '対応するコマンドのない応答を受信しました。応答の取り違えを防ぐため、接続を打ち切りました。',
  },
  ESL_FAULT: {
    fate: 'none',
    en: 'A fault in this program, not in FreeSWITCH: the connection was given up because answers could be mixed up. The cause is attached; please report it.',
    ja: 'このプログラムの不具合により接続を打ち切りました（FreeSWITCH の問題ではありません）。cause を添えて報告してください。',
  },
  ESL_BAD_EVENT: {
    fate: 'none',
    en: 'An event could not be read and was left out. The connection goes on.',
    ja: '読み取れないイベントを 1 件除外しました。接続は継続しています。',
  },
  ESL_LISTENER_FAILED: {
    fate: 'none',
    en: 'A listener of this program failed; the other listeners got the event. The cause is attached.',
    ja: 'このプログラムのリスナーでエラーが発生しました。他のリスナーには配信済みです。原因は cause を参照してください。',
  },
  ESL_LISTEN_FAILED: {
    fate: 'none',
    en: 'The outbound server could not listen at this address. Check that the port is free.',
    ja: 'このアドレスで待ち受けできません。ポートが空いているか確認してください。',
  },
  ESL_LISTEN_UNSAFE: {
    fate: 'none',
    en: 'Outbound connections carry no password: listening beyond loopback needs the "accept" option that names the allowed peers.',
    ja: 'アウトバウンド接続には認証がありません。ループバック以外で待ち受けるには、許可する接続元を accept で指定してください。',
  },
} as const satisfies Record<string, ErrorEntry>;

export type EslErrorCode = keyof typeof eslErrors;

export interface EslErrorOptions {
  /** Which command, argument or address; never values of a call (numbers, digits, names). */
  readonly where?: string;
  /** FreeSWITCH's own answer. It can name a caller, so it stays out of the message and of logs. */
  readonly reply?: string;
  readonly cause?: unknown;
}

/**
 * The one error type of this library. Recognise it by `code`; `fate` says whether the command may have run.
 * `message` is safe to log. `reply` is a getter so that log serialisers, which walk own properties, do not print it.
 */
export class EslError extends Error {
  override readonly name = 'EslError';
  readonly code: EslErrorCode;
  readonly where: string | undefined;
  readonly #reply: string | undefined;

  constructor(code: EslErrorCode, options: EslErrorOptions = {}) {
    const place = options.where === undefined ? '' : ` [${options.where}]`;
    super(`${code}${place}: ${eslErrors[code].en}`, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.where = options.where;
    this.#reply = options.reply;
  }

  get fate(): CommandFate {
    return eslErrors[this.code].fate;
  }

  /** The sentence for people, in both languages. */
  get text(): { readonly en: string; readonly ja: string } {
    return { en: eslErrors[this.code].en, ja: eslErrors[this.code].ja };
  }

  get reply(): string | undefined {
    return this.#reply;
  }
}

/** Whatever was thrown, as an `EslError`: one of ours stays as it is, anything else becomes the cause. */
export function toEslError(thrown: unknown, code: EslErrorCode, where?: string): EslError {
  if (thrown instanceof EslError) return thrown;
  return new EslError(code, { cause: thrown, ...(where === undefined ? {} : { where }) });
}
