import type { ConfigurationSettings, Gateway } from './settings.ts'
import { params, xmlComment, xmlText } from './xml.ts'

/** Modules in loading order; nothing is loaded that the product does not use. */
const modules = ['mod_logfile', 'mod_event_socket', 'mod_commands', 'mod_dptools', 'mod_dialplan_xml', 'mod_xml_curl', 'mod_hash', 'mod_sndfile', 'mod_tone_stream', 'mod_local_stream', 'mod_native_file', 'mod_opus', 'mod_conference', 'mod_sofia']

const piece = (note: string, body: string) => `<include>\n  ${xmlComment(note)}\n${body}\n</include>\n`

/** The pieces that do not depend on the release, by file name. The event socket is not among them: its file holds the secret. */
export function staticPieces(settings: ConfigurationSettings, outFolder: string): Map<string, string> {
  return new Map([
    ['configuration/modules.conf.xml', modulesConf()],
    ['configuration/switch.conf.xml', switchConf(settings)],
    ['configuration/logfile.conf.xml', logfileConf()],
    ['configuration/acl.conf.xml', aclConf(settings)],
    ['configuration/sofia.conf.xml', sofiaConf(settings)],
    ['configuration/xml_curl.conf.xml', xmlCurlConf(settings)],
    ['configuration/local_stream.conf.xml', localStreamConf(outFolder)],
    ['configuration/small.conf.xml', smallConfs()],
    ['directory/agents.xml', directory(settings)],
  ])
}

/** Channel variables of every call: FreeSWITCH looks among its global ones when a channel has none of the name. */
const everyCall = {
  // Without it `*` would end a guidance that must be heard to its end.
  playback_terminators: 'none',
  hangup_after_bridge: 'false',
  continue_on_fail: 'true',
}

/** The frame that everything hangs in. */
export function mainFile(): string {
  return `<?xml version="1.0"?>
${xmlComment('Written by madoguchi freeswitch-config. The runtime keeps dialplan/public.xml and dialplan/fallback.xml up to date; by hand: write it anew after each release, then fs_cli -x reloadxml')}
<document type="freeswitch/xml">
${Object.entries(everyCall).map(([name, value]) => `  <X-PRE-PROCESS cmd="set" data="${name}=${value}"/>`).join('\n')}
  <section name="configuration">
    <X-PRE-PROCESS cmd="include" data="configuration/*.xml"/>
  </section>
  <section name="dialplan">
    <X-PRE-PROCESS cmd="include" data="dialplan/*.xml"/>
  </section>
  <section name="directory">
    <X-PRE-PROCESS cmd="include" data="directory/*.xml"/>
  </section>
  <section name="languages"/>
</document>
`
}

/** @param secret the password; this file is readable by its owner alone */
export function eventSocketConf(settings: ConfigurationSettings, secret: string): string {
  const body = `  <configuration name="event_socket.conf"><settings>
${params({ 'nat-map': false, 'listen-ip': '127.0.0.1', 'listen-port': settings.eventSocketPort, password: secret, 'apply-inbound-acl': 'loopback.auto', 'stop-on-bind-error': true }, '    ')}
  </settings></configuration>`
  return piece('Whoever has this password can place calls and end them: loopback only, and keep this file to its owner.', body)
}

function modulesConf(): string {
  const loads = modules.map((name) => `    <load module="${name}"/>`).join('\n')
  return piece('Only what is used.', `  <configuration name="modules.conf"><modules>\n${loads}\n  </modules></configuration>`)
}

function switchConf({ rtpPorts, maxSessions, sessionsPerSecond }: ConfigurationSettings): string {
  const settings = { 'max-sessions': maxSessions, 'sessions-per-second': sessionsPerSecond, 'rtp-start-port': rtpPorts.from, 'rtp-end-port': rtpPorts.to, loglevel: 'warning', 'dump-cores': 'no' }
  return piece('sessions-per-second stays below the rate at which calls begin to fail; more are answered 503.', `  <configuration name="switch.conf"><settings>\n${params(settings, '    ')}\n  </settings></configuration>`)
}

function logfileConf(): string {
  return piece('Warnings and worse. No debug level: it would write what callers press.', `  <configuration name="logfile.conf"><settings/><profiles><profile name="default"><settings>
${params({ rollover: 10_000_000, 'maximum-rotate': 10 }, '    ')}
  </settings><mappings><map name="all" value="warning,err,crit,alert"/></mappings></profile></profiles></configuration>`)
}

function aclConf({ trunkPeers }: ConfigurationSettings): string {
  const nodes = trunkPeers.map((cidr) => `      <node type="allow" cidr="${xmlText(cidr, 'a network')}"/>`).join('\n')
  return piece('The networks of the carrier. The trunk asks for no password, so nobody else may send calls to it.', `  <configuration name="acl.conf"><network-lists>
    <list name="trunk" default="deny">
${nodes}
    </list>
  </network-lists></configuration>`)
}

function sofiaConf(settings: ConfigurationSettings): string {
  const { ip, trunkPort, agentsPort, webSocketPort, agentsDomain, gateways } = settings
  // Without a timer of its own FreeSWITCH plays only while the caller sends media: somebody on mute would hear nothing.
  const common = { 'rtp-timer-name': 'soft', 'sip-ip': ip, 'rtp-ip': ip, dialplan: 'XML', 'liberal-dtmf': true, 'dtmf-type': 'rfc2833', 'rfc2833-pt': 101, 'hold-music': 'local_stream://hold', 'media_timeout': 300, manage_presence: false, 'log-auth-failures': true, 'user-agent-string': 'madoguchi', 'inbound-codec-negotiation': 'generous' }
  const trunk = { ...common, 'sip-port': trunkPort, context: 'public', 'auth-calls': false, 'apply-inbound-acl': 'trunk', 'disable-register': true, 'inbound-codec-prefs': 'PCMU,PCMA', 'outbound-codec-prefs': 'PCMU,PCMA' }
  const agents = { ...common, 'sip-port': agentsPort, 'ws-binding': `${ip}:${webSocketPort}`, context: 'agents', 'auth-calls': true, 'accept-blind-reg': false, 'force-register-domain': agentsDomain, 'force-subscription-domain': agentsDomain, 'inbound-codec-prefs': 'OPUS,PCMU,PCMA', 'outbound-codec-prefs': 'OPUS,PCMU,PCMA', 'apply-candidate-acl': 'rfc1918.auto' }
  return piece('trunk: the carrier, by network only. agents: telephones and browsers, by password; they can dial nowhere by themselves.', `  <configuration name="sofia.conf">
  <global_settings>
${params({ 'auto-restart': true, 'debug-presence': 0 }, '    ')}
  </global_settings>
  <profiles>
    <profile name="trunk">
      <gateways>
${gateways.map(gatewayXml).join('\n')}
      </gateways>
      <settings>
${params(trunk, '        ')}
      </settings>
    </profile>
    <profile name="agents">
      <settings>
${params(agents, '        ')}
      </settings>
    </profile>
  </profiles>
  </configuration>`)
}

/** Pinged, so that a dead carrier is refused at once instead of after 32 seconds. */
function gatewayXml({ name, host, port }: Gateway): string {
  return `        <gateway name="${xmlText(name, 'a gateway name')}">
${params({ proxy: `${host}:${port}`, realm: host, register: false, username: 'madoguchi', password: 'unused', 'caller-id-in-from': true, ping: 25, 'ping-max': 2, 'ping-min': 1 }, '          ')}
        </gateway>`
}

function xmlCurlConf({ directoryUrl }: ConfigurationSettings): string {
  return piece('Agents SIP accounts come from the runtime. Without a timeout a hung runtime would hang every registration.', `  <configuration name="xml_curl.conf"><bindings><binding name="directory">
    <param name="gateway-url" value="${xmlText(directoryUrl, 'the directory URL')}" bindings="directory"/>
    <param name="timeout" value="2"/>
  </binding></bindings></configuration>`)
}

function localStreamConf(outFolder: string): string {
  return piece('Hold music.', `  <configuration name="local_stream.conf"><directory name="hold" path="${xmlText(outFolder, 'the folder')}/hold"><param name="rate" value="8000"/><param name="channels" value="1"/><param name="interval" value="20"/></directory></configuration>`)
}

function smallConfs(): string {
  return piece('Modules that will not load without a configuration of their own.', `  <configuration name="hash.conf"><remotes/></configuration>
  <configuration name="opus.conf"><settings/></configuration>
  <configuration name="conference.conf"><advertise/><caller-controls/><profiles><profile name="madoguchi">
${params({ rate: 8000, interval: 20, 'energy-level': 100, 'caller-controls': 'none', 'comfort-noise': true, 'moh-sound': 'local_stream://hold' }, '    ')}
  </profile></profiles></configuration>
  <configuration name="post_load_modules.conf"><modules/></configuration>`)
}

function directory({ agentsDomain }: ConfigurationSettings): string {
  return piece('No static accounts: without the runtime there are no agents either.', `  <domain name="${xmlText(agentsDomain, 'the domain')}"><groups/></domain>`)
}
