import type { AppRouter } from '@madoguchi/runtime/router'
import { QueryClient } from '@tanstack/react-query'
import { type TRPCLink, createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client'
import type { inferRouterOutputs } from '@trpc/server'
import { observable } from '@trpc/server/observable'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { toFailure } from './failure.ts'

/** What each procedure answers: `Answers['people']['list']`. */
export type Answers = inferRouterOutputs<AppRouter>

/** Refusals that change what the whole page may do: the log-in has ended, or a permission is gone. */
export type Refusal = 'LOG_IN_FIRST' | 'NOT_ALLOWED'
let onRefusal: (refusal: Refusal) => void = () => {}

/** Who is told of every such refusal, wherever it was met. */
export function whenRefused(listener: (refusal: Refusal) => void): void {
  onRefusal = listener
}

/** For the few requests that are no procedure (audio uploads). */
export function tellRefusal(code: string): void {
  if (code === 'LOG_IN_FIRST' || code === 'NOT_ALLOWED') onRefusal(code)
}

/** Looks at each failure on its way to whoever asked. */
const watchRefusals: TRPCLink<AppRouter> = () => ({ next, op }) =>
  observable((observer) =>
    next(op).subscribe({
      next: (value) => observer.next(value),
      error: (error) => {
        tellRefusal(toFailure(error).code)
        observer.error(error)
      },
      complete: () => observer.complete(),
    }),
  )

/** The typed procedures of the runtime that served this page. */
export const client = createTRPCClient<AppRouter>({
  links: [
    watchRefusals,
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: httpSubscriptionLink({ url: '/trpc' }),
      false: httpBatchLink({ url: '/trpc', maxURLLength: 2000 }),
    }),
  ],
})

export const queryClient = new QueryClient({ defaultOptions: { queries: { retry: (count, error) => count < 1 && !['LOG_IN_FIRST', 'NOT_ALLOWED'].includes(toFailure(error).code), staleTime: 5_000 } } })

/** Query, mutation and subscription options of each procedure: `useQuery(server.releases.live.queryOptions())`. */
export const server = createTRPCOptionsProxy<AppRouter>({ client, queryClient })
