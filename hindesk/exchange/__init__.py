"""Vendors' policies in and out: Zendesk, Freshdesk, GitLab and PagerDuty to a policy, and a policy to help desks."""
