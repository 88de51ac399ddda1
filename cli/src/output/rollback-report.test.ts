import { RollbackAnswer, routes } from '@kesako/contract'
import { expect, it } from 'vitest'
import { describeRollback } from './rollback-report.ts'

const answer = RollbackAnswer.parse(routes.rollbackStack.example.answer)

it('shows difference, plan and what can not be brought back', () => {
  expect(describeRollback(answer, true)).toBe(`--- a/docker-compose-shop.yml
+++ b/docker-compose-shop.yml
@@ -3,1 +3,1 @@
-    image: nginx:1.30
+    image: nginx:1.29

  update service shop_web, restarts tasks
common.env is left as it is: mail uses it too (--include-shared restores it)
service web: nginx:1.29 may mean something else by now; nginx:1.29@sha256:00 ran then (--pin writes it)
REGION comes from the server's environment and is as it is now
Nothing was committed.
`)
})

it('says what was committed', () => {
  const { diff: _diff, ...rest } = answer
  const committed = {
    ...rest,
    committed: true,
    revision: 'f3a91c2d5e',
    movingImages: [],
    shared: [],
  }
  expect(describeRollback(committed, false)).toContain(
    'shop rolled back to 4b7e1d9 by commit f3a91c2',
  )
})
