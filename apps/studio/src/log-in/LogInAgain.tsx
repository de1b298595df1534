import { Modal } from '@mantine/core'
import { useWords } from '../i18n/words.ts'
import { LogInPage } from './LogInPage.tsx'
import { loggedIn, useMe } from './me.ts'
import { words } from './words.ts'

/**
 * The log-in page over the present page. What is beneath stays as it is, open dialogs and half-typed texts included, and takes the focus back
 * afterwards.
 */
export function LogInAgain() {
  const t = useWords(words)
  const expired = useMe(({ phase }) => phase === 'expired')
  const name = useMe(({ person }) => person?.name ?? '')
  return (
    <Modal.Root opened={expired} onClose={() => {}} fullScreen closeOnEscape={false} closeOnClickOutside={false} zIndex={1000} padding={0} transitionProps={{ duration: 0 }}>
      <Modal.Content
        aria-label={t('expired')}
        // A dialog beneath listens for Escape on the whole window; this attribute is Mantine's way of telling it that the key is not meant for it.
        onFocus={({ target }) => target.setAttribute('data-mantine-stop-propagation', 'true')}
      >
        <LogInPage again={{ name }} onDone={() => void loggedIn()} />
      </Modal.Content>
    </Modal.Root>
  )
}
