import { logInForStories } from '../stories/people-for-stories.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import { LogInPage } from './LogInPage.tsx'

export default { title: 'People/LogInPage' } satisfies StoriesOf<object>

const nothing = () => {}

export const Password: Story<object> = { render: () => <LogInPage server={logInForStories('second-factor', false)} onDone={nothing} /> }
export const Demo: Story<object> = { render: () => <LogInPage server={logInForStories('done', true)} onDone={nothing} /> }
export const Expired: Story<object> = { render: () => <LogInPage server={logInForStories('done', true)} again={{ name: '佐藤 由美' }} onDone={nothing} /> }
export const FirstPassword: Story<object> = { render: () => <LogInPage server={logInForStories('done', false)} mustChangePassword onDone={nothing} onOut={nothing} /> }
