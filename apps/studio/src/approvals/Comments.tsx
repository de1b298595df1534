import { Button, NativeSelect, Textarea } from '@mantine/core'
import { readBundle } from '@madoguchi/engine'
import { type FormEvent, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { timeText } from '../app/time-text.ts'
import { useTimeZone } from '../draft/use-time-zone.ts'
import { type Language, inLanguage, useLanguage, useWords } from '../i18n/words.ts'
import { useAttempt } from '../log-in/use-attempt.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { FailureLine } from '../theme/FailureLine.tsx'
import { Field } from '../theme/Field.tsx'
import type { ApprovalComment, ApprovalDetail, ApprovalsServer, CommentPlace } from './approvals-server.ts'
import styles from './approvals.module.css'
import { words } from './words.ts'

/** Something that a comment can be about. */
interface Place extends CommentPlace {
  key: string
  name: string
}

/** What people say about a request, or about one node of it. */
export function Comments({ server, request, files, onDone }: { server: ApprovalsServer; request: ApprovalDetail; files: Record<string, string> | undefined; onDone(): void }) {
  const t = useWords(words)
  const language = useLanguage()
  const mayComment = usePermission('approval.comment')
  const places = useMemo(() => (files ? placesIn(files, request.changedDocuments, language) : []), [files, request.changedDocuments, language])
  return (
    <section>
      <h2>{t('comments')}</h2>
      {request.comments.length === 0 && <p>{t('noComments')}</p>}
      <ol className={styles.comments}>
        {request.comments.map((comment) => (
          <li key={comment.id}>
            <Comment comment={comment} places={places} />
          </li>
        ))}
      </ol>
      {mayComment && <CommentForm server={server} id={request.id} places={places} onDone={onDone} />}
    </section>
  )
}

function Comment({ comment: { byName, at, text, document, node }, places }: { comment: ApprovalComment; places: readonly Place[] }) {
  const t = useWords(words)
  const language = useLanguage()
  const zone = useTimeZone()
  const place = places.find(({ key }) => key === keyOf({ document: document ?? undefined, node: node ?? undefined }))
  const flow = document?.startsWith('call/') ? document.slice('call/'.length) : undefined
  const name = place?.name ?? [document, node].filter(Boolean).join(' › ')
  return (
    <article className={styles.comment}>
      <p>
        <strong>{byName}</strong> <time dateTime={at}>{timeText(at, zone, language)}</time>
      </p>
      {document && <p className={styles.soft}>{flow ? <Link href={`/flows/${flow}${node ? `?node=${encodeURIComponent(node)}` : ''}`}>{name}</Link> : name}</p>}
      {!document && <p className={styles.soft}>{t('aboutAll')}</p>}
      <p className={styles.message}>{text}</p>
    </article>
  )
}

function CommentForm({ server, id, places, onDone }: { server: ApprovalsServer; id: number; places: readonly Place[]; onDone(): void }) {
  const t = useWords(words)
  const { busy, failure, attempt } = useAttempt()
  const [text, setText] = useState('')
  const [about, setAbout] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    const { document, node } = places.find(({ key }) => key === about) ?? {}
    const place = { ...(document === undefined ? {} : { document }), ...(node === undefined ? {} : { node }) }
    if (!(await attempt(() => server.comment(id, text.trim(), place)))) return
    setText('')
    onDone()
  }
  return (
    <form className={styles.decision} onSubmit={(event) => void submit(event)} noValidate>
      <NativeSelect label={t('about')} value={about} onChange={(event) => setAbout(event.currentTarget.value)} data={[{ value: '', label: t('aboutAll') }, ...places.map(({ key, name }) => ({ value: key, label: name }))]} />
      <Field label={t('comment')} error={missing ? t('commentMissing') : undefined}>
        {(control) => <Textarea {...control} autosize minRows={2} maxLength={2000} value={text} onChange={(event) => setText(event.currentTarget.value)} />}
      </Field>
      <FailureLine failure={failure} />
      <div>
        <Button type="submit" variant="outline" aria-busy={busy}>
          {busy ? t('working') : t('addComment')}
        </Button>
      </div>
    </form>
  )
}

/** The changed documents, and the nodes of the flows among them. */
function placesIn(files: Readonly<Record<string, string>>, changed: readonly string[], language: Language): Place[] {
  const { documents } = readBundle(Object.entries(files))
  return changed.flatMap((document): Place[] => {
    const [kind = '', id = ''] = document.replace(/\.json$/, '').split('/')
    const found = (documents as Readonly<Record<string, ReadonlyMap<string, { title: { ja: string; en?: string } }> | undefined>>)[kind]?.get(id)
    const name = found ? inLanguage(found.title, language) : document
    const flow = kind === 'call' ? documents.call.get(id) : undefined
    const nodes = Object.entries(flow?.nodes ?? {}).map(([node, { title }]): Place => ({ key: keyOf({ document: `${kind}/${id}`, node }), document: `${kind}/${id}`, node, name: `${name} › ${title ? inLanguage(title, language) : node}` }))
    return id === '' ? [] : [{ key: keyOf({ document: `${kind}/${id}` }), document: `${kind}/${id}`, name }, ...nodes]
  })
}

function keyOf({ document = '', node = '' }: CommentPlace): string {
  return `${document} ${node}`
}
