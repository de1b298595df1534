import { useLocation, useParams } from 'wouter'
import { useWords } from '../i18n/words.ts'
import { usePermission } from '../log-in/use-permission.ts'
import { AnchorSection } from './AnchorSection.tsx'
import { AuditEntry } from './AuditEntry.tsx'
import { AuditList } from './AuditList.tsx'
import { type AuditSource, runtimeAudit } from './audit-source.ts'
import css from './audit.module.css'
import { ProofSection } from './ProofSection.tsx'
import { auditWords } from './words.ts'

export interface AuditPageProps {
  source?: AuditSource
  /** Left out: as the person who has logged in may. */
  mayExport?: boolean
}

/** What everybody did: to be searched, proved and exported. */
export function AuditPage({ source = runtimeAudit, mayExport }: AuditPageProps) {
  const say = useWords(auditWords)
  const { n } = useParams<{ n?: string }>()
  const [, go] = useLocation()
  const permitted = usePermission('audit.export')
  const open = (number: number) => go(`/audit/${number}`)
  if (n !== undefined) return <AuditEntry key={n} n={Number(n)} source={source} onOpen={open} onBack={() => go('/audit')} />
  return (
    <div className={css.page}>
      <h1>{say('heading')}</h1>
      <p>{say('intro')}</p>
      <ProofSection source={source} onOpen={open} />
      <AuditList source={source} mayExport={mayExport ?? permitted} onOpen={open} />
      <AnchorSection source={source} />
    </div>
  )
}

export default AuditPage
