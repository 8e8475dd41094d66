/** Tells which tests passed only when they were run again: on a busy machine these are what should be looked at. */
import type { Reporter, TestModule } from 'vitest/node'

export const secondTries: Reporter = {
  onTestRunEnd(modules) {
    const names = modules.flatMap(flaky)
    if (names.length > 0) console.log(['Passed only at the second try:', ...names, ''].join('\n  '))
  },
}

function flaky({ children, moduleId }: TestModule): readonly string[] {
  return [...children.allTests('passed')]
    .filter((test) => test.diagnostic()?.flaky)
    .map(({ fullName }) => `${moduleId}: ${fullName}`)
}
