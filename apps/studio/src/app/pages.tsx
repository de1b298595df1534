import { IconHistory, IconHome, IconMicrophone2, IconRoute, type Icon } from '@tabler/icons-react'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** One page of the studio. `rail` pages stand in the menu; the others are reached from them. */
export interface Page {
  path: string
  title: 'home' | 'flows' | 'editor' | 'prompts' | 'sessions'
  icon?: Icon
  /** Fills the window instead of scrolling (the editor). */
  full?: boolean
  component: LazyExoticComponent<ComponentType>
}

/** All pages. A page is loaded when it is opened. */
export const pages: readonly Page[] = [
  { path: '/', title: 'home', icon: IconHome, component: lazy(() => import('../home/HomePage.tsx')) },
  { path: '/flows', title: 'flows', icon: IconRoute, component: lazy(() => import('../flows/FlowsPage.tsx')) },
  { path: '/flows/:id', title: 'editor', full: true, component: lazy(() => import('../editor/EditorPage.tsx')) },
  { path: '/prompts', title: 'prompts', icon: IconMicrophone2, component: lazy(() => import('../prompts/PromptsPage.tsx')) },
  { path: '/sessions', title: 'sessions', icon: IconHistory, component: lazy(() => import('../sessions/SessionsPage.tsx')) },
  { path: '/sessions/:id', title: 'sessions', component: lazy(() => import('../sessions/SessionsPage.tsx')) },
]
