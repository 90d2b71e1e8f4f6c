import base from './playwright.config';

/**
 * All browser tests as `npm test` runs them: two at a time, and in the end, whatever became of those, one after another
 * those that others must not see. Playwright calls such a last project a teardown, and runs it with any other.
 */
export default {
  ...base,
  workers: 2,
  projects: (base.projects ?? [])
    .filter(({ name }) => name !== 'screenshots')
    .map((project) => (project.name === 'alone' ? { ...project, workers: 1 } : { ...project, teardown: 'alone' })),
};
