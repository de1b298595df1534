// The worker of a browser that the code of a plugin runs in. It comes from our own origin, so everything that reaches beyond computing is taken
// away before a line of the plugin is loaded: the network, storage, other tabs, further workers. The policy it is served with forbids the network too.
import { makeGuest } from './guest.mjs'

const kept = new Set([
  'Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'Promise', 'RegExp', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError',
  'JSON', 'Math', 'Intl', 'Reflect', 'Proxy', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Iterator', 'ArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Int16Array', 'Uint32Array', 'Int32Array',
  'Uint8ClampedArray', 'Float32Array', 'Float64Array', 'BigUint64Array', 'BigInt64Array', 'globalThis', 'self', 'Infinity', 'NaN', 'undefined', 'isFinite', 'isNaN', 'parseFloat', 'parseInt', 'decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent',
  'structuredClone', 'queueMicrotask', 'setTimeout', 'clearTimeout', 'TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'URL', 'URLSearchParams', 'console',
])

const host = self
const send = host.postMessage.bind(host)
const listen = host.addEventListener.bind(host)
for (let scope = globalThis; scope !== null && scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) {
  for (const name of Object.getOwnPropertyNames(scope)) {
    if (kept.has(name) || name === 'constructor') continue
    try {
      delete scope[name]
      if (name in scope && Object.hasOwn(scope, name)) Object.defineProperty(scope, name, { value: undefined, configurable: false, writable: false })
    } catch {
      // What the browser does not let go of is no way out: the policy of this worker stands behind.
    }
  }
}

const receive = makeGuest((message) => send(JSON.stringify(message)))
listen('message', (event) => receive(event.data))
send(JSON.stringify({ kind: 'here' }))
