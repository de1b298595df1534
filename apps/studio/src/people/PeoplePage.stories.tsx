import { useMe } from '../log-in/me.ts'
import { person, peopleForStories } from '../stories/people-for-stories.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import PeoplePage from './PeoplePage.tsx'

const Page = () => <PeoplePage server={peopleForStories()} />

export default { title: 'People/PeoplePage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

const as = (permissions: readonly string[]): Story<object> => ({
  loaders: [async () => (useMe.setState({ phase: 'in', person: person(permissions) }), {})],
  render: () => <Page />,
})

export const Administrator = as(['people.read', 'people.manage', 'acting.manage'])
export const Auditor = as(['people.read'])
export const NewPerson: Story<object> = {
  ...Administrator,
  play: async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: /利用者を登録する|Add a person/ })),
}
