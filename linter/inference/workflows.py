"""The texts that keep a repository clean: the hook of pre-commit, the workflow of GitHub, the job of GitLab."""

from __future__ import annotations

_HOOK = """\
# .pre-commit-config.yaml: runs the contentlint that is installed beside pre-commit
repos:
  - repo: local
    hooks:
      - id: contentlint-fix
        name: contentlint fix
        entry: contentlint fix --exit-non-zero-on-fix
        language: system
        types_or: [markdown, mdx]
        verbose: true
"""

_WORKFLOW = """\
# .github/workflows/content.yml
name: content
on: pull_request
jobs:
  content:
    runs-on: ubuntu-latest
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0 # where the branch began is to be known
      # In a pull request only what it causes is reported, as annotations and in the summary of the job.
      - run: pipx run contentlint=={version} check
"""

_JOB = """\
# A job for .gitlab-ci.yml: in a merge request only what it causes, elsewhere everything.
contentlint:
  image: python:3.13
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: "0" # where a branch began is to be known
    CONTENTLINT: contentlint=={version}
    CONTENTLINT_PATHS: .
  script:
    - pip install --quiet --disable-pip-version-check "$CONTENTLINT"
    - >-
      contentlint check
      --output-format concise
      --output-format gitlab:gl-code-quality-report.json
      --output-format junit:contentlint-junit.xml
      -- "$CONTENTLINT_PATHS"
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: contentlint-junit.xml
"""


def pre_commit_text() -> str:
    """Return the text of a .pre-commit-config.yaml with the hook that fixes what is safe and reports the rest."""
    return _HOOK


def github_workflow_text(version: str) -> str:
    """Return the text of a GitHub workflow that checks each pull request and annotates its lines."""
    return _WORKFLOW.format(version=version)


def gitlab_job_text(version: str) -> str:
    """Return the text of a GitLab job that checks each merge request, and tells the findings in it."""
    return _JOB.format(version=version)
