"""The Adjudicate workspace: where annotators differ, and what stands as gold."""
