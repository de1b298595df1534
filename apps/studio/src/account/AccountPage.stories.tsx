import { useMe } from '../log-in/me.ts'
import { accountForStories, person } from '../stories/people-for-stories.ts'
import type { Story, StoriesOf } from '../stories/story.ts'
import AccountPage from './AccountPage.tsx'

export default { title: 'People/AccountPage', parameters: { layout: 'padded' } } satisfies StoriesOf<object>

const page = (change: Parameters<typeof person>[1]): Story<object> => ({
  loaders: [async () => (useMe.setState({ phase: 'in', person: person([], change) }), {})],
  render: () => <AccountPage server={accountForStories()} />,
})

export const Ordinary = page({})
export const WithSecondFactor = page({ secondFactor: true })
export const ActingDeputy = page({ roles: ['deputy', 'supervisor'], actingFor: '高橋 健一' })
export const OfTheDemo = page({ demo: true })
export const SettingUpSecondFactor: Story<object> = {
  ...Ordinary,
  play: async ({ canvas, userEvent }) => userEvent.click(await canvas.findByRole('button', { name: /二段階認証を設定する|Set up a second factor/ })),
}
