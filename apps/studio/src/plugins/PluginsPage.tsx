import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { toFailure } from '../app/failure.ts'
import { type Answers, server } from '../app/server.ts'
import { useDraftAccess } from '../draft/draft-access.ts'
import { isObject, parse } from '../draft/json.ts'
import { listedIn } from '../editor/palette/categories.ts'
import { inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import styles from './Plugins.module.css'
import { words } from './words.ts'

type Listed = Answers['plugins']['list']
type ThirdParty = Listed['thirdParty'][number]

/** What is installed, how it is, and whether the draft uses it. */
export default function PluginsPage() {
  const t = useWords(words)
  const language = useLanguage()
  const { data, error } = useQuery({ ...server.plugins.list.queryOptions(), refetchInterval: 5_000 })
  if (!data) return error ? <FailureLine failure={toFailure(error)} /> : <p role="status">{t('loading')}…</p>
  const { limits, folder, thirdParty, builtIn } = data
  return (
    <div className={styles.page}>
      <h1>{t('heading')}</h1>
      <p>{t('intro', { seconds: limits.turnSeconds, heap: limits.heapMegabytes, resident: limits.residentMegabytes })}</p>
      <Differing data={data} />
      <Missing installed={[...builtIn.map(({ name }) => name), ...thirdParty.filter(({ refused }) => !refused).map(({ name }) => name)]} />
      <h2>{t('thirdParty')}</h2>
      {thirdParty.length === 0 && <p>{t('none')}</p>}
      <p>{t('how', { folder })}</p>
      <ul className={styles.list}>{thirdParty.map((plugin) => <li key={plugin.name}><PluginCard plugin={plugin} /></li>)}</ul>
      <h2>{t('builtIn')}</h2>
      <dl className={styles.facts}>
        {builtIn.map(({ name, nodeTypes }) => <Fact key={name} name={name}>{nodeTypes.map((title) => inLanguage(title, language)).join('、')}</Fact>)}
      </dl>
    </div>
  )
}

function PluginCard({ plugin }: { plugin: ThirdParty }) {
  const t = useWords(words)
  const language = useLanguage()
  const { name, title, version, contentHash, refused, executors, services, nodeTypes } = plugin
  return (
    <section className={styles.card} aria-label={name}>
      <h3>{title ? inLanguage(title, language) : name}</h3>
      <p>{name}{version !== null && ` — ${t('version', { version })}`}</p>
      {refused ? <p role="alert"><strong>{t('refused')}</strong>: {inLanguage(refused, language)}</p> : <Use name={name} />}
      <dl className={styles.facts}>
        {contentHash !== null && <Fact name={t('hash')}><code>{contentHash}</code></Fact>}
        {nodeTypes.length > 0 && <Fact name={t('nodes')}>{nodeTypes.map((text) => inLanguage(text, language)).join('、')}</Fact>}
        {executors && <Fact name={t('executors')}><State of={executors} /></Fact>}
        {services && <Fact name={t('services')}><State of={services} /></Fact>}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function State({ of: { state, failures, lastFailure } }: { of: NonNullable<ThirdParty['executors']> }) {
  const t = useWords(words)
  return (
    <>
      {t(`state.${state}`)}
      {lastFailure && <p>{t('failures', { count: failures, why: t(`why.${lastFailure.why}`) })}</p>}
    </>
  )
}

/** Lists the plugin in the bundle, or takes it off: one undoable command like any other edit. */
function useListing(): { listed: string[]; change(plugins: string[]): void } {
  const t = useWords(words)
  const { files, update } = useDraftAccess()
  const text = files.find(([path]) => path === 'bundle.json')?.[1]
  const bundle = text === undefined ? undefined : parse(text)
  return { listed: listedIn(text), change: (plugins) => void (isObject(bundle) && update('bundle.json', { ...bundle, plugins }, t('listLabel'))) }
}

function Use({ name }: { name: string }) {
  const t = useWords(words)
  const mayEdit = usePermission('draft.edit')
  const { listed, change } = useListing()
  const used = listed.includes(name)
  if (!mayEdit) return <p>{used ? `${t('used')}。` : ''}{t('mayNotEdit')}</p>
  return (
    <div>
      {used && <p>{t('used')}</p>}
      <Button variant={used ? 'outline' : 'filled'} onClick={() => change(used ? listed.filter((other) => other !== name) : [...listed, name])}>{used ? t('unuse') : t('use')}</Button>
    </div>
  )
}

/** What the draft lists and this server has not: said with both ways out. */
function Missing({ installed }: { installed: readonly string[] }) {
  const t = useWords(words)
  const mayEdit = usePermission('draft.edit')
  const { listed, change } = useListing()
  const missing = listed.filter((name) => !installed.includes(name))
  if (missing.length === 0) return null
  return (
    <section className={styles.notice} aria-label={t('missingTitle')}>
      <h2>{t('missingTitle')}</h2>
      <p>{t('missingText')}</p>
      <ul>
        {missing.map((name) => (
          <li key={name}>
            {name} {mayEdit && <Button variant="outline" size="xs" onClick={() => change(listed.filter((other) => other !== name))}>{t('takeOff', { name })}</Button>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Differing({ data: { differing, release } }: { data: Listed }) {
  const t = useWords(words)
  if (differing.length === 0 || release === null) return null
  const shown = (version: string | null, hash: string | null) => `${version ?? ''} (${hash?.slice(0, 12) ?? ''})`
  return (
    <section className={styles.notice} role="alert">
      <p>{t('differing', { release })}</p>
      <ul>
        {differing.map(({ name, version, contentHash, installed }) => (
          <li key={name}>{t('differs', { name, recorded: shown(version, contentHash), now: installed ? shown(installed.version, installed.contentHash) : t('missing') })}</li>
        ))}
      </ul>
    </section>
  )
}
