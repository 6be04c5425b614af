"""The domain library of Wissensspeicher Engagement. It never imports flask or web."""
